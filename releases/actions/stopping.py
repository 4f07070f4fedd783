"""Stopping: from the commit on, nobody is shown anything under the release."""

from django.db import connection, transaction

from ledger.actions import record
from ledger.clock import ClockTimestamp
from ledger.models import Verb
from ledger.outbox import enqueue
from providers.locks import lock_exclusive
from releases.models import Release
from releases.notify import parties_with_a_login, people_who_sign
from releases.states import Event


@transaction.atomic
def revoke(*, release, by, reason=""):
    """The moment at which it stopped, also when it had been stopped before."""
    lock_exclusive([release.client_id])
    stopped = _running().filter(pk=release.pk)
    if stopped.update(revoked_at=ClockTimestamp()):
        _tell(release, by, reason)
    release.refresh_from_db(fields=["revoked_at", "in_force"])
    return release.revoked_at


@transaction.atomic
def stop_all(*, client, by, reason=""):
    """The releases of the client that were in force and are stopped now."""
    stopped = close_all(client=client)
    for release in stopped:
        _tell(release, by, reason)
    return stopped


@transaction.atomic
def close_all(*, client):
    """The releases that this ended: the part of stopping everything that closes notes.

    Also those that have not begun yet: "all" is all that could open anything from now on.
    """
    lock_exclusive([client.pk])
    current = _running().of(client)
    stopped = Release.objects.filter(pk__in=list(current.values_list("pk", flat=True)))
    stopped.update(revoked_at=ClockTimestamp())
    return list(stopped.select_related("client"))


@transaction.atomic
def stop_as_told(*, release, by, how, told_by, told_on):
    """The moment at which it stopped, by the word of the client; None if it had been stopped.

    Written down by a provider who treats the client, with the same effect at once as the client's
    own button. Whoever signs for the client is sent the receipt.
    """
    lock_exclusive([release.client_id])
    with connection.cursor() as cursor:
        cursor.execute("select stop_as_told(%s)", [release.pk])
        stopped = cursor.fetchone()[0]
    if stopped:
        detail = {"how": how, "told_by": told_by, "told_on": told_on}
        receipts = people_who_sign(release.client, release.categories)
        _tell(release, by, detail=detail, receipts=receipts)
    return stopped


def _running():
    """What can be stopped. Also not stopped by somebody for whom this statement has waited: of a
    stamp later than its own beginning the stage knows nothing yet."""
    return Release.objects.that_may(Event.STOP).filter(revoked_at=None)


def _tell(release, by, reason="", detail=None, receipts=()):
    acting_for = None if release.client.user_id == by.pk else release.client_id
    record(
        Verb.RELEASE_REVOKED,
        by=by,
        client=release.client_id,
        subject=release,
        releases=[release],
        reason=reason,
        acting_for=acting_for,
        detail=detail,
    )
    for person in receipts or [by]:
        enqueue("release_receipt_stopped", subject_id=release.pk, recipient=person)
    for person in parties_with_a_login(release):
        enqueue("release_stopped", subject_id=release.pk, recipient=person)
