"""Who is told that a release ends soon and that it has ended, when, and how often."""

import pytest

from clients.models import Representative
from ledger.models import Entry, Verb
from providers.models import Standing
from releases.reminders import sweep
from tests import factories as make
from tests.roles import as_role

from .conftest import KINDS, ending, nobody_swept_since_it_was_signed, promised, run


@pytest.fixture(autouse=True)
def _clerk(db):
    """Nothing here works only because the owner may do everything."""


def swept():
    """A sweep as the worker makes it."""
    with as_role("clerk"):
        return sweep()


def test_everybody_concerned_is_promised_one_letter(ana, therapist, stranger, ends_soon):
    assert swept() == 1
    people = (ana, therapist, stranger)
    assert promised(ends_soon) == {(person.user.pk, 30) for person in people}


@pytest.mark.parametrize(("days_left", "told"), [(29, 30), (8, 30), (6, 7), (2, 7), (0.5, 1)])
def test_a_late_sweep_tells_of_the_newest_date_only(ana, therapist, stranger, days_left, told):
    release = ending(ana.client, therapist, stranger, days_left)
    swept()
    assert {days for _person, days in promised(release)} == {told}


@pytest.mark.parametrize(("days_left", "then"), [(29, 7), (6, 1), (0.5, 0)])
def test_a_release_waits_for_its_next_date(ana, therapist, stranger, days_left, then):
    release = ending(ana.client, therapist, stranger, days_left)
    swept()
    release.refresh_from_db()
    left = release.next_reminder_at and (release.in_force.upper - release.next_reminder_at).days
    assert left == then


def test_a_second_sweep_promises_nothing(ends_soon):
    swept()
    before = promised(ends_soon)
    assert swept() == 0
    assert promised(ends_soon) == before


def test_a_date_that_is_swept_twice_is_still_one_promise(ana, ends_soon):
    swept()
    nobody_swept_since_it_was_signed(ends_soon)
    swept()
    assert len(promised(ends_soon)) == 3


def test_one_line_in_the_clients_ledger_says_so(ana, ends_soon):
    swept()
    [line] = Entry.objects.about(ana.client.pk).filter(verb=Verb.RELEASE_EXPIRING)
    assert (line.actor, line.subject_id) == (None, str(ends_soon.pk))
    assert line.release_ids == [ends_soon.pk]


def test_a_release_that_nobody_can_be_told_about_leaves_no_line(db):
    release = make.release(
        make.client(),
        signed=make.ago(days=200),
        expires_at=make.ahead(days=3),
        disclosers=[make.provider("Miriam Stone")],
        recipients=[make.organization()],
    )
    nobody_swept_since_it_was_signed(release)
    assert swept() == 0
    assert not Entry.objects.filter(verb=Verb.RELEASE_EXPIRING).exists()


OVER = {
    "revoked": {"revoked_at": make.ago(hours=1)},
    "superseded": {"superseded_at": make.ago(hours=1)},
    "ended": {"ended_at": make.ago(hours=1)},
}


@pytest.mark.parametrize("how", OVER)
def test_what_is_over_has_no_reminder(ends_soon, how):
    make.change(ends_soon, **OVER[how])
    assert ends_soon.next_reminder_at is None
    assert swept() == 0


@pytest.mark.parametrize("how", OVER)
def test_what_is_over_is_not_told_of_even_if_it_were_due(ends_soon, how):
    make.change(ends_soon, **OVER[how])
    make.change(ends_soon, next_reminder_at=make.ago(hours=2))
    swept()
    ends_soon.refresh_from_db()
    assert (promised(ends_soon), ends_soon.next_reminder_at) == (set(), None)


def test_what_expired_while_the_worker_was_away_is_told_as_ended(ana, therapist, stranger):
    release = ending(ana.client, therapist, stranger, days=-0.1)
    assert swept() == 1
    assert promised(release) == set()
    people = (ana, therapist, stranger)
    assert promised(release, "release_ended") == {(one.user.pk, 0) for one in people}


def test_the_end_is_told_once_with_a_line_of_its_own(ana, therapist, stranger):
    release = ending(ana.client, therapist, stranger, days=-0.1)
    assert (swept(), swept()) == (1, 0)
    [line] = Entry.objects.about(ana.client.pk).filter(verb=Verb.RELEASE_ENDED)
    assert line.release_ids == [release.pk]


@pytest.mark.parametrize("how", ["revoked_at", "superseded_at"])
def test_the_end_of_what_was_stopped_or_replaced_is_not_told(ana, therapist, stranger, how):
    release = ending(ana.client, therapist, stranger, days=3)
    make.change(release, **{how: make.ago(hours=1)})
    nobody_swept_since_it_was_signed(release)
    assert swept() == 0
    assert promised(release, "release_ended") == set()


def test_a_request_that_nobody_signed_is_not_told_of(ana, therapist, stranger):
    request = make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        expires_at=make.ahead(days=3),
    )
    make.change(request, next_reminder_at=make.ago(hours=1))
    assert swept() == 0


def test_a_suspended_provider_is_not_told(ana, therapist, stranger, ends_soon):
    make.change(stranger.provider, standing=Standing.SUSPENDED)
    swept()
    assert {person for person, _days in promised(ends_soon)} == {ana.user.pk, therapist.user.pk}


def test_nobody_is_told_for_being_at_a_named_organization(ana, therapist, stranger, practice):
    make.membership(stranger.provider, practice)
    release = make.release(
        ana.client,
        signed=make.ago(days=200),
        expires_at=make.ahead(days=3),
        disclosers=[therapist.provider],
        recipients=[practice],
    )
    nobody_swept_since_it_was_signed(release)
    swept()
    assert stranger.user.pk not in {person for person, _days in promised(release)}


AUTHORITY = {
    "verified": ({}, True),
    "not verified yet": ({"verified_at": None, "verified_by": None}, False),
    "ended yesterday": ({"during": (make.ago(days=90), make.ago(days=1))}, False),
    "of a guardian": ({"basis": Representative.Basis.GUARDIAN}, True),
}


@pytest.mark.parametrize("which", AUTHORITY)
def test_a_parent_is_told_while_they_have_authority(leo, mother, play_therapist, stranger, which):
    fields, told = AUTHORITY[which]
    make.change(mother.authority, **fields)
    release = ending(leo.client, play_therapist, stranger, days=3)
    swept()
    assert (mother.user.pk in {person for person, _days in promised(release)}) is told


def test_the_parent_of_a_grown_up_is_not_told(leo, mother, play_therapist, stranger):
    make.change(leo.client, born=make.TODAY.replace(year=make.TODAY.year - 19, day=1))
    release = ending(leo.client, play_therapist, stranger, days=3)
    swept()
    assert mother.user.pk not in {person for person, _days in promised(release)}


def test_a_sweep_computes_no_share_again(ends_soon, open_share):
    version = "select xmin from coordination_share"
    before = run(version)
    swept()
    assert run(version) == before


def test_a_sweep_goes_on_past_a_batch(monkeypatch, ana, therapist, stranger):
    monkeypatch.setattr("releases.reminders.BATCH", 2)
    for kind in KINDS:
        ending(ana.client, therapist, stranger, days=3, categories=[kind])
    assert swept() == len(KINDS)
