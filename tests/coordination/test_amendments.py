"""Corrections: who may ask, answer, disagree and read, by actions and by raw SQL."""

from datetime import timedelta

import pytest

from coordination import letters
from coordination.actions import (
    NotCorrectedYetError,
    answer_amendment,
    ask_amendment,
    disagree,
    revise_item,
)
from coordination.models import Amendment
from ledger.models import Outgoing, Verb
from tests import factories as make
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt, run
from tests.minors import KINDS, papers
from tests.people import a_provider
from tests.written import lines, promises

ASKED = [Verb.AMENDMENT_ASKED]
INSERT = (
    "insert into coordination_amendment (item_id, client_id, asked_by_id, wrong, should_say)"
    " values (%s, %s, %s, 'x', 'y')"
)
WORDS = {"wrong": "It says four hours.", "should_say": "Six hours."}


@pytest.fixture
def ask(as_web):
    def send(share, person, client=None):
        with as_web(person.user):
            about = client or person.client
            return ask_amendment(share=share, client=about, by=person.user, **WORDS)

    return send


@pytest.fixture
def asked(ask, open_share, ana):
    return ask(open_share, ana)


@pytest.fixture
def answer(as_web, therapist):
    def send(amendment, outcome="declined", reason="I heard four.", by=therapist):
        with as_web(by.user):
            return answer_amendment(amendment=amendment, outcome=outcome, reason=reason, by=by.user)

    return send


def read_by(person, as_web):
    with as_web(person.user):
        return len(run("select wrong from coordination_amendment"))


def letter(kind, as_clerk):
    with as_clerk():
        return getattr(letters, kind)(Outgoing.objects.get(kind=kind))


def test_the_author_is_told_without_a_word(asked, ana, therapist, as_clerk):
    assert lines(ana.client)[-1:] == ASKED
    assert promises(asked) == {("amendment_asked", therapist.user.pk)}
    mail = letter("amendment_asked", as_clerk)
    assert mail.to == therapist.user.email
    assert "Ana" not in mail.body + mail.subject
    assert asked.due_at - asked.asked_at == timedelta(days=60)


def test_one_request_is_open_at_a_time(asked, ask, answer, open_share, ana):
    assert ask(open_share, ana) is None
    answer(asked)
    assert ask(open_share, ana)


def test_corrected_is_only_what_was_changed_since(asked, answer, note, therapist, as_web):
    with pytest.raises(NotCorrectedYetError):
        answer(asked, "corrected", "")
    with as_web(therapist.user):
        revise_item(item=note, by=therapist.user, body="Sleeps six hours.")
    assert answer(asked, "corrected", "")
    assert not answer(asked, "declined", "No.")


def test_the_answer_is_told_to_whoever_asked_and_acts_still(
    leo, mother, play_therapist, family_counsellor, ask, answer, as_clerk
):
    told = make.item(play_therapist.provider, leo.client, categories=["goals"])
    share = make.share(told, family_counsellor.provider)
    answer(ask(share, mother, leo.client), by=play_therapist)
    assert letter("amendment_answered", as_clerk).to == mother.user.email
    make.change(mother.authority, during=(make.ago(days=9), make.ago(days=1)))
    assert letter("amendment_answered", as_clerk) is None


def test_only_the_client_and_the_author_read_it(
    asked, answer, ana, therapist, psychiatrist, gp, stranger, privacy_officer, as_web
):
    answer(asked)
    readers = [ana, therapist, psychiatrist, gp, stranger, privacy_officer]
    assert [read_by(one, as_web) for one in readers] == [1, 1, 0, 0, 0, 0]


def test_a_statement_goes_to_those_to_whom_the_note_is_open(
    asked, answer, ana, psychiatrist, held_share, gp, as_web
):
    answer(asked)
    asked.refresh_from_db()
    with as_web(ana.user):
        assert disagree(amendment=asked, words="I slept six.", by=ana.user)
        assert not disagree(amendment=asked, words="Again.", by=ana.user)
    assert [read_by(one, as_web) for one in (psychiatrist, gp)] == [1, 0]
    make.change(psychiatrist.release, revoked_at=make.ago(seconds=1))
    assert read_by(psychiatrist, as_web) == 0


def joint_share(sam, robin, counsellor, recipient):
    for one in (sam, robin):
        make.release(one.client, disclosers=[counsellor.provider], recipients=[recipient.provider])
    item = make.item(counsellor.provider, sam.client, robin.client)
    return make.share(item, recipient.provider)


def test_the_other_of_a_couple_learns_nothing(
    sam, robin, couples_counsellor, stranger, ask, answer, as_web
):
    share = joint_share(sam, robin, couples_counsellor, stranger)
    before = lines(robin.client)
    asked = ask(share, sam)
    answer(asked, by=couples_counsellor)
    asked.refresh_from_db()
    with as_web(sam.user):
        disagree(amendment=asked, words="No.", by=sam.user)
    assert read_by(robin, as_web) == 0
    assert lines(robin.client) == before


def test_what_one_does_not_read_one_cannot_ask_about(
    ana, sam, robin, couples_counsellor, therapist, psychiatrist, as_web
):
    closed = make.item(couples_counsellor.provider, sam.client, robin.client)
    make.share(closed, psychiatrist.provider)
    private = make.item(therapist.provider, ana.client)
    message = make.message(therapist.provider, ana.client, to=[psychiatrist.provider])
    tries = [(sam, closed), (ana, private), (ana, message), (ana, closed)]
    for person, item in tries:
        with as_web(person.user):
            assert attempt(INSERT, item.pk, person.client.pk, person.user.pk) == NOT_ALLOWED


def test_a_parent_asks_for_a_child_but_not_about_what_is_the_childs_own(
    noa, counsellor, noas_father, ask, as_web
):
    paul = a_provider("Paul Weiss", "psychiatrist")
    plain, own = (
        papers(noa.client, counsellor, paul, KINDS[one], signer=noa.user)
        for one in ("plain", "own")
    )
    asked = ask(plain.share, noas_father, noa.client)
    ask(own.share, noa)
    assert (read_by(noas_father, as_web), read_by(noa, as_web)) == (1, 2)
    with as_web(noas_father.user):
        assert attempt(INSERT, own.item.pk, noa.client.pk, noas_father.user.pk) == NOT_ALLOWED
    make.change(plain.item, categories=KINDS["own"])
    assert (asked.asked_by, read_by(noas_father, as_web)) == (noas_father.user, 0)


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ("wrong = 'z'", NOT_ALLOWED),
        ("outcome = 'declined'", "amendment_answered_with_a_reason"),
        ("outcome = 'perhaps', reason = 'x'", "amendment_answered_with_a_reason"),
        ("outcome = 'corrected'", "amendment_corrects_the_note"),
        (
            "outcome = 'declined', reason = 'x', disagreement = 'y', disagreed_at = now()",
            "amendment_answer_comes_first",
        ),
    ],
)
def test_the_author_answers_and_changes_nothing_else(asked, therapist, as_web, change, refused):
    with as_web(therapist.user):
        assert attempt(f"update coordination_amendment set {change}") == refused


def test_nobody_else_answers_and_nobody_deletes(asked, ana, psychiatrist, therapist, as_web):
    for person in (ana, psychiatrist):
        with as_web(person.user):
            done = attempt("update coordination_amendment set outcome = 'declined', reason = 'x'")
            assert done == NO_ROW
    with as_web(therapist.user):
        assert attempt("delete from coordination_amendment") == NOT_ALLOWED
    assert attempt("delete from coordination_amendment") == "amendment_is_kept"
    assert attempt("update coordination_amendment set wrong = 'z'") == "amendment_is_fixed"


def test_what_is_answered_stays_answered(asked, answer, therapist, as_web):
    answer(asked)
    with as_web(therapist.user):
        assert attempt("update coordination_amendment set reason = 'other'") == NO_ROW
    assert attempt("update coordination_amendment set reason = 'z'") == "amendment_is_settled"
    assert Amendment.objects.get().reason == "I heard four."
