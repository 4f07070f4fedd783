"""Reminders that a release ends soon, on the days before its end that the practice has set, and
at the end; each date once.

Two sweeps at once, or one that was killed, change nothing about that: promise, ledger line and
the next date are one transaction, and the outbox knows a promise by release, recipient and date.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.db.models import DateTimeField, F, Func, Q, Value

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
IS_ON = Q(in_force__contains=StatementTimestamp())


class NextReminder(Func):
    """The first date after a moment on which a release is reminded of; the last is its end."""

    function = "releases_next_reminder"
    arity = 2
    output_field = DateTimeField()


@dataclass(frozen=True)
class Renewal:
    """What comes after a release: whether another one permits the same past its end, and the
    request to renew it that waits for an answer."""

    goes_on: bool
    waits: UUID | None


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
    """Whether a promised reminder holds: the same end, not renewed, still for this person."""
    just_before = Value(promise.due_at - MOMENT, DateTimeField())
    same_date = Release.objects.annotate(due=NextReminder("in_force", just_before))
    same_date = same_date.filter(IS_ON | Q(in_force__endswith=promise.due_at))
    release = same_date.filter(pk=promise.subject_id, due=promise.due_at).only(*TIMES).first()
    if release is None or not _holds(release, promise.due_at):
        return False
    return promise.recipient in _people(promise.subject_id)


def renewal_of(release_id):
    """What comes after this release."""
    with connection.cursor() as cursor:
        cursor.execute("select goes_on, waits from release_renewal(%s)", [release_id])
        return Renewal(*cursor.fetchone())


def _take():
    """A batch of due releases, ours until the commit; in the order of their clients.

    1. The clients' locks come first, as with everybody who changes a release. Whoever stops one
       holds its client's lock and then the row; the other way round we would block each other.
    2. Rows that another sweep has at this moment are left to it.
    """
    due = Release.objects.due_for_reminder().order_by("next_reminder_at", "pk")
    found = dict(due.values_list("pk", "client")[:BATCH])
    lock_shared(found.values())
    is_the_end = Q(in_force__endswith=F("next_reminder_at"))
    is_news = Q(following=None) | Q(following__gt=StatementTimestamp())
    still_due = (
        Release.objects.due_for_reminder()
        .filter(pk__in=found)
        .annotate(following=NextReminder("in_force", "next_reminder_at"))
        .annotate(tells=(IS_ON | is_the_end) & is_news)
        .only(*TIMES)
    )
    return sorted(still_due.select_for_update(skip_locked=True), key=_client)


def _remind(release):
    """Whether anybody was promised a letter."""
    due_at = release.next_reminder_at
    tells = release.tells and _holds(release, due_at)
    people = _people(release.pk) if tells else []
    verb = Verb.RELEASE_ENDED if due_at == release.in_force.upper else Verb.RELEASE_EXPIRING
    for person in people:
        enqueue(verb, subject_id=release.pk, recipient=person, due_at=due_at)
    if people:
        record(
            verb,
            by=None,
            client=release.client_id,
            subject=release,
            releases=[release],
            detail={"due_at": due_at},
        )
    Release.objects.filter(pk=release.pk).update(next_reminder_at=release.following)
    return bool(people)


def _holds(release, due_at):
    """Whether this is news: nobody stopped it, nothing took its place, and nothing goes on."""
    if due_at == release.in_force.upper:
        over = release.revoked_at or release.superseded_at
    else:
        over = endings(release, clock())
    return not over and not renewal_of(release.pk).goes_on


def _people(release_id):
    with connection.cursor() as cursor:
        cursor.execute("select people_to_remind(%s)", [release_id])
        return [person for (person,) in cursor]


def _client(release):
    return release.client_id
