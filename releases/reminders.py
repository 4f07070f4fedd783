"""Reminders that a release ends soon: 30, 7 and 1 days before, each date once.

Two sweeps at once, or one that was killed, change nothing about that: promise, ledger line and
the next date are one transaction, and the outbox knows a promise by release, recipient and date.
"""

from datetime import timedelta

from django.db import connection
from django.db.models import DateTimeField, Func, Q, Value

from accounts.acting import acting_as
from ledger.actions import record
from ledger.clock import StatementTimestamp, clock
from ledger.models import Verb
from ledger.outbox import enqueue
from providers.locks import lock_shared
from releases.models import Release
from releases.validity import endings

BATCH = 100
MOMENT = timedelta(microseconds=1)
# What the clerk may read of a release, and what tells whether it is over.
TIMES = (
    "client_id",
    "declined_at",
    "signed_at",
    "signed_by",
    "expires_at",
    "revoked_at",
    "superseded_at",
    "ended_at",
    "in_force",
    "next_reminder_at",
)


class NextReminder(Func):
    """The first date after a moment on which a release in force is reminded of."""

    function = "releases_next_reminder"
    arity = 2
    output_field = DateTimeField()


def sweep():
    """How many releases were reminded of; each one that was due waits for its next date.

    A worker that was away too long finds several dates of a release passed. Only the newest is
    told of: the others would say the same again, all at once, and none of them is news.
    """
    told = 0
    while True:
        with acting_as(None):
            taken = _take()
            told += sum(_remind(release) for release in taken)
        if not taken:
            return told


def is_still_due(promise):
    """Whether a promised reminder holds: in force, the same end, and still for this person."""
    same_end = Release.objects.in_force().annotate(
        due=NextReminder("in_force", Value(promise.due_at - MOMENT, DateTimeField()))
    )
    release = same_end.filter(pk=promise.subject_id, due=promise.due_at).only(*TIMES).first()
    if release is None or endings(release, clock()):
        return False
    return promise.recipient in _people(promise.subject_id)


def _take():
    """A batch of due releases, ours until the commit; in the order of their clients.

    1. The clients' locks come first, as with everybody who changes a release. Whoever stops one
       holds its client's lock and then the row; the other way round we would block each other.
    2. Rows that another sweep has at this moment are left to it.
    """
    due = Release.objects.due_for_reminder().order_by("next_reminder_at", "pk")
    found = dict(due.values_list("pk", "client")[:BATCH])
    lock_shared(found.values())
    tells = Q(in_force__contains=StatementTimestamp()) & (
        Q(following=None) | Q(following__gt=StatementTimestamp())
    )
    still_due = (
        Release.objects.due_for_reminder()
        .filter(pk__in=found)
        .annotate(following=NextReminder("in_force", "next_reminder_at"))
        .annotate(tells=tells)
        .only(*TIMES)
    )
    return sorted(still_due.select_for_update(skip_locked=True), key=_client)


def _remind(release):
    """Whether anybody was promised a letter."""
    over = endings(release, clock())
    people = _people(release.pk) if release.tells and not over else []
    due_at = release.next_reminder_at
    for person in people:
        enqueue("release_expiring", subject_id=release.pk, recipient=person, due_at=due_at)
    if people:
        record(
            Verb.RELEASE_EXPIRING,
            by=None,
            client=release.client_id,
            subject=release,
            releases=[release],
            detail={"due_at": due_at},
        )
    Release.objects.filter(pk=release.pk).update(next_reminder_at=release.following)
    return bool(people)


def _people(release_id):
    with connection.cursor() as cursor:
        cursor.execute("select people_to_remind(%s)", [release_id])
        return [person for (person,) in cursor]


def _client(release):
    return release.client_id
