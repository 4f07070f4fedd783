"""A provider enters somebody who is not in the directory: unverified, and nothing else."""

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, transaction

from accounts.models import Invitation
from ledger.models import Entry, Verb
from providers.actions import move, propose_provider
from providers.finding import askable_by, find_look_alikes
from providers.models import Membership, Provider, Standing
from tests import factories as make
from tests.roles import as_web

OTTO = {"name": "Otto Brandt", "profession": "psychiatrist", "email": "otto@example.org"}


@pytest.fixture
def otto(therapist, as_web):
    """Entered by the therapist."""
    with as_web(therapist.user):
        return propose_provider(proposed_by=therapist.provider, by=therapist.user, **OTTO)


def test_the_entry_waits_to_be_verified_and_is_on_record(otto, therapist):
    otto.refresh_from_db()
    assert (otto.standing, otto.proposed_by) == (Standing.UNVERIFIED, therapist.provider)
    line = Entry.objects.about(None).first()
    assert (line.verb, line.actor) == (Verb.PROVIDER_ADDED, therapist.user.pk)


@pytest.mark.parametrize(
    "wrong", [{"standing": "active"}, {"proposed_by": None}, {"proposed_by": "other"}]
)
def test_the_database_takes_nothing_more_from_a_provider(therapist, stranger, wrong):
    if wrong.get("proposed_by") == "other":
        wrong = {"proposed_by": stranger.provider}
    facts = {"proposed_by": therapist.provider, **OTTO, **wrong}
    with as_web(therapist.user), pytest.raises(ProgrammingError), transaction.atomic():
        Provider(**facts).save(force_insert=True)


def test_nobody_gives_such_an_entry_a_login(therapist):
    facts = {"proposed_by": therapist.provider, "user": therapist.user, **OTTO}
    with as_web(therapist.user), pytest.raises(ProgrammingError), transaction.atomic():
        Provider(**facts).save(force_insert=True)


def test_a_provider_changes_nothing_in_the_directory(therapist, otto):
    with as_web(therapist.user):
        assert Provider.objects.filter(pk=otto.pk).update(standing="active") == 0
        assert Provider.objects.filter(pk=otto.pk).update(name="Otto") == 0


def test_whoever_is_no_provider_enters_nobody(ana, therapist):
    with as_web(ana.user), pytest.raises(ProgrammingError), transaction.atomic():
        Provider(proposed_by=therapist.provider, **OTTO).save(force_insert=True)


def test_not_more_than_twenty_wait_at_once(therapist):
    for number in range(20):
        make.provider(f"Person {number}", standing="unverified", proposed_by=therapist.provider)
    with as_web(therapist.user), pytest.raises(ValidationError, match="Too many"):
        propose_provider(proposed_by=therapist.provider, by=therapist.user, **OTTO)


def test_they_are_invited_once_they_are_verified_and_not_before(otto, keeping):
    make.verification(otto)
    make.verification(otto, "email")
    assert not Invitation.objects.exists()
    assert keeping(move, provider=otto, name="activate", why="Licence seen.")
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.subject_id) == ("otto@example.org", otto.pk)


def test_whom_the_directory_added_itself_is_not_invited_by_activating(keeping):
    entry = make.provider("Helen Park", standing="unverified", email="park@example.org")
    make.verification(entry)
    make.verification(entry, "email")
    keeping(move, provider=entry, name="activate", why="Licence seen.")
    assert not Invitation.objects.exists()


def test_one_can_be_asked_about_them_and_not_about_others_who_wait(otto, therapist, stranger):
    make.change(stranger.provider, standing="unverified")
    assert list(askable_by(therapist.provider)) == [otto]
    make.change(otto, standing="suspended")
    assert not askable_by(therapist.provider)


@pytest.mark.parametrize(
    ("entered", "found"),
    [
        ({"name": "Brandt Otto"}, True),
        ({"name": "Otto Brand"}, True),
        ({"name": "Otto Lindqvist"}, False),
        ({"name": "Somebody Else", "email": "OTTO@example.org"}, True),
        ({"name": "Somebody Else", "npi": "1234567893"}, True),
        ({"name": "Ed"}, False),
    ],
)
def test_whoever_may_be_the_same_is_found(otto, therapist, entered, found):
    make.change(otto, npi="1234567893")
    with as_web(therapist.user):
        assert list(find_look_alikes(**entered)) == ([otto] if found else [])


def test_no_membership_comes_with_it(otto):
    assert not Membership.objects.filter(provider=otto).exists()
