"""An organization out of use: nobody belongs to it, and nothing opens through it."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from coordination.models import Share
from ledger.models import Entry, Verb
from providers import actions
from tests import factories as make
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt
from tests.ledger.conftest import logged_in
from tests.roles import as_web

WHY = {"why": "The clinic has closed."}


@pytest.fixture
def harbor(ana, therapist, stranger):
    """A clinic to which Ana released her progress, and the stranger, who works there."""
    harbor = make.organization("Harbor Clinic")
    make.membership(stranger.provider, harbor, since=make.ago(days=9))
    make.membership(stranger.provider, harbor, since=make.ago(days=90), until=make.ago(days=60))
    make.release(ana.client, disclosers=[therapist.provider], recipients=[harbor])
    make.share(make.item(therapist.provider, ana.client), stranger.provider)
    return harbor


def test_what_clients_permitted_it_closes_in_the_same_moment(harbor, stranger, keeping):
    with as_web(stranger.user):
        assert Share.objects.count() == 1
    assert keeping(actions.deactivate_organization, organization=harbor, **WHY)
    with as_web(stranger.user):
        assert Share.objects.count() == 0
    assert not harbor.memberships.running_or_planned().exists()


def test_the_ledger_says_who_left_and_why_it_was_closed(harbor, keeping):
    keeping(actions.deactivate_organization, organization=harbor, **WHY)
    ended, closed = Entry.objects.filter(client=None).order_by("number")
    assert (ended.verb, closed.verb) == (Verb.MEMBERSHIP_ENDED, Verb.ORGANIZATION_DEACTIVATED)
    assert (ended.detail["was"]["until"], bool(ended.detail["is"]["until"])) == (None, True)
    assert (closed.reason, closed.detail["is"]) == (WHY["why"], {"is_active": False})


def test_nobody_joins_it_and_nobody_comes_back_by_itself(harbor, stranger, keeping):
    facts = {"organization": harbor, "provider": stranger.provider}
    keeping(actions.deactivate_organization, organization=harbor, **WHY)
    with pytest.raises(ValidationError, match="Choose another one"):
        keeping(actions.begin_membership, **facts)
    assert keeping(actions.reactivate_organization, organization=harbor, why="It is open again.")
    assert not harbor.memberships.running_or_planned().exists()
    assert keeping(actions.begin_membership, **facts)


def test_a_second_time_changes_nothing(harbor, keeping):
    keeping(actions.deactivate_organization, organization=harbor, **WHY)
    assert not keeping(actions.deactivate_organization, organization=harbor, **WHY)


@pytest.mark.parametrize("who", ["ana", "stranger", "privacy_officer"])
def test_nobody_else_deactivates_it(request, harbor, who):
    with as_web(request.getfixturevalue(who).user):
        assert attempt("update providers_organization set is_active = false") == NO_ROW


def test_what_was_written_in_its_name_stays_open_to_whom_it_was(
    ana, therapist, psychiatrist, practice, keeping
):
    """Whose the words were when they were written is part of the release, not of the directory."""
    make.release(ana.client, disclosers=[practice], recipients=[psychiatrist.provider],
                 categories=["goals"])  # fmt: skip
    goals = {"categories": ["goals"], "organization": practice}
    make.share(make.item(therapist.provider, ana.client, **goals), psychiatrist.provider)
    keeping(actions.deactivate_organization, organization=practice, **WHY)
    with as_web(psychiatrist.user):
        assert Share.objects.count() == 1


@pytest.mark.parametrize("table", ["provider", "organization", "standingchange", "taxonomycode"])
def test_nothing_that_others_rely_on_is_deleted(harbor, directory_admin, table):
    with as_web(directory_admin.user):
        assert attempt(f"delete from providers_{table}") == NOT_ALLOWED


def test_a_membership_that_began_is_history(harbor, directory_admin):
    with as_web(directory_admin.user):
        assert attempt("delete from providers_membership") == NO_ROW


@pytest.mark.django_db(transaction=True)
def test_whoever_is_joining_at_this_moment_is_waited_for(practice, directory_admin):
    """The organization's row is held by them until they have joined; then it is looked at anew."""
    said = []

    def deactivate():
        facts = {"organization": practice, "by": directory_admin.user, **WHY}
        try:
            with as_web(directory_admin.user):
                actions.deactivate_organization(**facts)
        except ValidationError as refusal:
            said.extend(refusal.messages)
        connection.close()

    provider = make.provider("Ada Lund")
    with logged_in("owner") as joining:
        joining.execute(
            "insert into providers_membership (provider_id, organization_id, during)"
            " values (%s, %s, tstzrange(now(), null))",
            [str(provider.pk), str(practice.pk)],
        )
        thread = threading.Thread(target=deactivate)
        thread.start()
        thread.join(timeout=0.5)
        assert thread.is_alive()
    thread.join(timeout=30)
    practice.refresh_from_db()
    assert (practice.is_active, "Somebody has joined" in said[0]) == (True, True)
