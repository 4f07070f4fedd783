"""Stopping: from the commit on, nobody is shown anything under the release."""

from django.db import transaction

from ledger.actions import record
from ledger.clock import ClockTimestamp, StatementTimestamp
from ledger.models import Verb
from ledger.outbox import enqueue
from providers.locks import lock_exclusive
from releases.models import Release
from releases.notify import parties_with_a_login


@transaction.atomic
def revoke(*, release, by, reason=""):
    """The moment at which it stopped, also when it had been stopped before."""
    lock_exclusive([release.client_id])
    stopped = Release.objects.filter(pk=release.pk, revoked_at=None).exclude(signed_at=None)
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
    current = Release.objects.of(client).exclude(signed_at=None).filter(revoked_at=None)
    ids = list(current.filter(in_force__endswith__gt=StatementTimestamp()).values_list("pk"))
    stopped = Release.objects.filter(pk__in=[pk for (pk,) in ids])
    stopped.update(revoked_at=ClockTimestamp())
    return list(stopped.select_related("client"))


def _tell(release, by, reason):
    acting_for = None if release.client.user_id == by.pk else release.client_id
    record(
        Verb.RELEASE_REVOKED,
        by=by,
        client=release.client_id,
        subject=release,
        releases=[release],
        reason=reason,
        acting_for=acting_for,
    )
    enqueue("release_receipt_stopped", subject_id=release.pk, recipient=by)
    for person in parties_with_a_login(release):
        enqueue("release_stopped", subject_id=release.pk, recipient=person)
