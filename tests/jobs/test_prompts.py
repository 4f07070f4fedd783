"""Asking how it is going: in the rhythm that each person chose, each day once."""

from datetime import timedelta

import pytest

from coordination.actions import choose_rhythm, keep_sharing
from coordination.letters import check_in_prompt
from coordination.models import CheckInRhythm
from coordination.prompts import KIND, sweep
from ledger.models import Entry, Outgoing, Verb
from tests import factories as make
from tests.attempts import NOT_ALLOWED, attempt, run
from tests.roles import as_clerk, as_role


def swept():
    with as_role("clerk"):
        return sweep()


@pytest.fixture
def weekly(ana, as_web):
    with as_web(ana.user):
        choose_rhythm(client=ana.client, by=ana.user, every="week")
    return CheckInRhythm.objects.get()


def days_later(rhythm, days):
    return make.change(rhythm, next_at=rhythm.next_at - timedelta(days=days))


def test_a_week_later_there_is_one_letter_and_a_week_on_the_next(weekly, ana):
    assert swept() == 0
    due = days_later(weekly, 8).next_at
    assert (swept(), swept()) == (1, 0)
    promise = Outgoing.objects.get(kind=KIND)
    assert (promise.recipient, promise.due_at) == (ana.user.pk, due)
    weekly.refresh_from_db()
    assert weekly.is_waiting
    assert weekly.next_at - weekly.asked_at == timedelta(days=7)


def test_of_several_days_that_have_passed_one_is_asked_for(weekly):
    days_later(weekly, 40)
    assert (swept(), swept()) == (1, 0)


def test_who_chooses_again_starts_anew_and_who_wants_none_is_not_asked(weekly, ana, as_web):
    days_later(weekly, 8)
    with as_web(ana.user):
        choose_rhythm(client=ana.client, by=ana.user, every="month")
        assert CheckInRhythm.objects.get().next_at > make.ahead(days=27)
        choose_rhythm(client=ana.client, by=ana.user, every="never")
    assert CheckInRhythm.objects.get().next_at is None
    assert swept() == 0
    assert Entry.objects.filter(verb=Verb.RHYTHM_CHOSEN).count() == 3


def test_the_letter_says_nothing_and_goes_only_while_it_is_wanted(weekly, ana, as_web):
    days_later(weekly, 8)
    swept()
    promise = Outgoing.objects.get(kind=KIND)
    with as_clerk():
        mail = check_in_prompt(promise)
    assert mail.to == ana.user.email
    assert not {"goal", "going", "Ana", "check"} & set((mail.subject + mail.body).split())
    with as_web(ana.user):
        choose_rhythm(client=ana.client, by=ana.user, every="never")
    with as_clerk():
        assert check_in_prompt(promise) is None


def test_whose_authority_has_ended_is_not_asked_any_more(leo, mother, as_web):
    with as_web(mother.user):
        choose_rhythm(client=leo.client, by=mother.user, every="week")
    days_later(CheckInRhythm.objects.get(), 8)
    swept()
    promise = Outgoing.objects.get(kind=KIND)
    make.change(mother.authority, during=(make.ago(days=9), make.ago(days=1)))
    with as_clerk():
        assert check_in_prompt(promise) is None


def test_each_chooses_for_themselves_and_nobody_reads_it(
    leo, mother, father, play_therapist, as_web
):
    with as_web(mother.user):
        choose_rhythm(client=leo.client, by=mother.user, every="week")
    for person in (father, play_therapist):
        with as_web(person.user):
            assert run("select id from coordination_checkinrhythm") == []
    with as_web(father.user):
        choose_rhythm(client=leo.client, by=father.user, every="never")
        asked = "update coordination_checkinrhythm set asked_at = now()"
        assert attempt(asked) == NOT_ALLOWED
    assert CheckInRhythm.objects.get(person=mother.user).every == "week"


def test_who_was_asked_and_keeps_sharing_is_written_down_once(weekly, ana, as_web):
    with as_web(ana.user):
        assert not keep_sharing(client=ana.client, by=ana.user)
    days_later(weekly, 8)
    swept()
    with as_web(ana.user):
        kept = [keep_sharing(client=ana.client, by=ana.user) for _ in range(2)]
    assert kept == [True, False]
    assert Entry.objects.filter(client=ana.client.pk, verb=Verb.SHARING_KEPT).count() == 1
