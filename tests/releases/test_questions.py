"""What an author may ask before they share something."""

from uuid import uuid4

import pytest

from releases.questions import Question, ask
from tests import factories as make
from tests.roles import as_web


def about(recipient, *people, categories=("progress",), **facts):
    return Question(
        subjects=tuple(one.client.pk for one in people),
        categories=categories,
        recipient=recipient.provider.pk,
        service_date=make.TODAY,
        **facts,
    )


def test_what_a_release_covers_is_open_until_its_end(ana, therapist, psychiatrist):
    with as_web(therapist.user):
        [answer] = ask([about(psychiatrist, ana)])
    assert (answer.is_open, answer.missing) == (True, ())
    assert answer.until == psychiatrist.release.expires_at


def test_what_is_missing_is_named_for_one_client(ana, therapist, psychiatrist):
    with as_web(therapist.user):
        [answer] = ask([about(psychiatrist, ana, categories=("goals", "progress", "billing"))])
    assert (answer.is_open, answer.until, answer.missing) == (False, None, ("goals", "billing"))


def test_what_a_limit_keeps_back_is_not_missing(ana, therapist, psychiatrist):
    make.restriction(ana.client, provider=psychiatrist.provider, categories=["medications"])
    questions = [
        about(psychiatrist, ana, categories=("medications",)),
        about(psychiatrist, ana, categories=("medications", "goals")),
        about(psychiatrist, ana),
    ]
    with as_web(therapist.user):
        answers = [(one.is_open, one.missing, one.is_limited) for one in ask(questions)]
    assert answers == [(False, (), True), (False, ("goals",), True), (True, (), False)]


@pytest.mark.parametrize("over", [{"until": make.ago(hours=1)}, {"item": uuid4()}])
def test_a_limit_that_is_over_or_of_another_note_limits_nothing(ana, therapist, gp, over):
    make.restriction(ana.client, **over)
    with as_web(therapist.user):
        [answer] = ask([about(gp, ana)])
    assert (answer.missing, answer.is_limited) == (("progress",), False)


def test_of_several_clients_nobody_learns_who_keeps_it_back(sam, robin, couples_counsellor, gp):
    make.restriction(sam.client)
    with as_web(couples_counsellor.user):
        [answer] = ask([about(gp, sam, robin)])
    assert (answer.is_open, answer.missing, answer.is_limited) == (False, (), False)


def test_of_several_clients_nobody_learns_what_is_missing(
    sam, robin, couples_counsellor, therapist
):
    make.release(
        sam.client,
        disclosers=[couples_counsellor.provider],
        recipients=[therapist.provider],
    )
    with as_web(couples_counsellor.user):
        [answer] = ask([about(therapist, sam, robin)])
    assert (answer.is_open, answer.missing) == (False, ())


def test_about_somebody_whom_the_asker_does_not_treat_nothing_is_told(
    ana, therapist, psychiatrist, stranger
):
    make.restriction(ana.client)
    with as_web(stranger.user):
        [answer] = ask([about(psychiatrist, ana)])
    assert answer == (False, None, (), False)


def test_answers_come_in_the_order_of_the_questions(ana, therapist, psychiatrist, gp):
    questions = [
        about(psychiatrist, ana),
        about(gp, ana),
        about(psychiatrist, ana, purpose="school"),
    ]
    with as_web(therapist.user):
        assert [one.is_open for one in ask(questions)] == [True, False, False]
