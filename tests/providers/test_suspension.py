"""From the commit on, a suspended provider is shown nothing."""

import threading

import pytest
from django.db import connection

from coordination.models import Share
from providers import actions
from releases.models import Release
from tests import factories as make
from tests.ledger.conftest import logged_in
from tests.roles import as_web

PAGES = ["/shared/", "/clients/", "/releases/", "/today/"]


def suspend(person, keeping):
    keeping(actions.move, provider=person.provider, name="suspend", why="Licence withdrawn.")


def test_what_was_open_is_closed_to_raw_sql(psychiatrist, open_share, keeping):
    with as_web(psychiatrist.user):
        assert (Share.objects.count(), Release.objects.count()) == (1, 1)
    suspend(psychiatrist, keeping)
    with as_web(psychiatrist.user):
        assert (Share.objects.count(), Release.objects.count()) == (0, 0)


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_are_gone_in_a_session_that_was_open(psychiatrist, open_share, keeping, page):
    assert psychiatrist.http.get(page).status_code == 200
    suspend(psychiatrist, keeping)
    assert psychiatrist.http.get(page).status_code == 404


def test_what_was_open_cannot_be_opened(psychiatrist, open_share, keeping):
    page = f"/shared/{open_share.pk}/"
    assert "Sleeps through" in psychiatrist.http.get(page).content.decode()
    suspend(psychiatrist, keeping)
    answer = psychiatrist.http.get(page)
    assert answer.status_code == 404
    assert "Sleeps through" not in answer.content.decode()


def test_reinstating_opens_what_is_permitted_then(psychiatrist, open_share, keeping):
    suspend(psychiatrist, keeping)
    keeping(actions.move, provider=psychiatrist.provider, name="reinstate", why="It is back.")
    with as_web(psychiatrist.user):
        assert Share.objects.count() == 1


def test_a_suspended_author_does_not_see_their_own_notes(therapist, note, keeping):
    suspend(therapist, keeping)
    with as_web(therapist.user):
        assert not type(note).objects.exists()


@pytest.mark.django_db(transaction=True)
def test_it_waits_for_what_is_being_shown_at_this_moment(psychiatrist, directory_admin):
    """Whoever shows something holds the provider's lock until the page is made."""
    moved = threading.Event()

    def suspend_elsewhere():
        with as_web(directory_admin.user):
            actions.move(
                provider=psychiatrist.provider,
                name="suspend",
                by=directory_admin.user,
                why="Licence withdrawn.",
            )
        moved.set()
        connection.close()

    with logged_in("owner") as showing:
        showing.execute("select lock_shared(%s::uuid[])", [[str(psychiatrist.provider.pk)]])
        thread = threading.Thread(target=suspend_elsewhere)
        thread.start()
        assert not moved.wait(timeout=1)
    thread.join(timeout=30)
    assert moved.is_set()


@pytest.mark.django_db(transaction=True)
def test_raw_sql_that_suspends_takes_the_lock_too(psychiatrist):
    with logged_in("owner") as suspending:
        suspending.execute(
            "update providers_provider set standing = 'suspended' where id = %s",
            [str(psychiatrist.provider.pk)],
        )
        assert not can_lock(psychiatrist.provider.pk)
    assert can_lock(psychiatrist.provider.pk)


@pytest.mark.django_db(transaction=True)
def test_a_membership_takes_the_providers_lock_too(psychiatrist, practice):
    membership = make.membership(psychiatrist.provider, practice)
    with logged_in("owner") as ending:
        ending.execute("delete from providers_membership where id = %s", [str(membership.pk)])
        assert not can_lock(psychiatrist.provider.pk)
    assert can_lock(psychiatrist.provider.pk)


def can_lock(provider_id):
    """Whether somebody else could show this provider something at this moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_try_advisory_lock_shared(hashtextextended(%s, 0))", [str(provider_id)]
        )
        (locked,) = cursor.fetchone()
        cursor.execute("select pg_advisory_unlock_all()")
    return locked
