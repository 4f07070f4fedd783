"""Letters about requests that still wait for an answer: twice at most, and then silence.

Of two sweeps at once, or of one that was killed, nobody hears twice: promise, ledger line and the
next day are one transaction, the outbox knows a promise by request, recipient and day, and the
database counts how often a request was brought to mind.
"""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import F

from accounts.acting import acting_as
from ledger.actions import record
from ledger.clock import StatementTimestamp
from ledger.models import Verb
from ledger.outbox import enqueue
from providers.locks import lock_shared
from releases.models import Release
from releases.models.releases import MOST_NUDGES
from releases.terms import next_nudge

BATCH = 100
# What the clerk may read of a request.
TIMES = ("client_id", "requested_at", "answer_by", "next_nudge_at", "nudges")


def sweep():
    """How many requests were brought to mind; each one that was due waits for its next day."""
    told = 0
    while True:
        with acting_as(None):
            taken = _take()
            told += sum(_nudge(release) for release in taken)
        if not taken:
            return told


def _take():
    """A batch of requests, ours until the commit: the clients' locks first, as with everybody who
    changes a release. Rows that another sweep has are left to it."""
    due = Release.objects.due_for_nudge().order_by("next_nudge_at", "pk")
    found = dict(due.values_list("pk", "client")[:BATCH])
    lock_shared(found.values())
    still_due = Release.objects.due_for_nudge().filter(pk__in=found).only(*TIMES)
    still_due = still_due.annotate(seen_at=StatementTimestamp()).order_by("client_id", "pk")
    return list(still_due.select_for_update(skip_locked=True))


def _nudge(release):
    """Whether anybody was promised a letter. Of several days that have passed one is told of."""
    due_at, following = _days(release)
    waits = Release.objects.waiting().filter(pk=release.pk).exists()
    people = _people(release) if waits else []
    for person in people:
        enqueue(Verb.RELEASE_NUDGED, subject_id=release.pk, recipient=person, due_at=due_at)
    if people:
        detail = {"due_at": due_at}
        record(
            Verb.RELEASE_NUDGED, by=None, client=release.client_id, subject=release, detail=detail
        )
    goes_on = waits and release.nudges + 1 < MOST_NUDGES
    Release.objects.filter(pk=release.pk).update(
        next_nudge_at=following if goes_on else None, nudges=F("nudges") + 1
    )
    return bool(people)


def _days(release):
    """The newest day that has come, and the one after."""
    days = (release.requested_at + timedelta(days=one) for one in settings.NUDGE_DAYS)
    passed = (one for one in days if one <= release.seen_at)
    newest = max(passed, default=release.next_nudge_at)
    return newest, next_nudge(release.requested_at, release.answer_by, after=release.seen_at)


def _people(release):
    with connection.cursor() as cursor:
        cursor.execute("select signers_of(%s)", [release.pk])
        return [person for (person,) in cursor]
