"""Asking people how it is going, in the rhythm that each chose: one promise for each day.

Two sweeps at once, or one that was killed, change nothing about that: the promise and the next day
are one transaction, and the outbox knows a promise by rhythm, person and day.
"""

from django.db import connection

from accounts.acting import acting_as
from coordination.models import CheckInRhythm
from ledger.clock import StatementTimestamp
from ledger.outbox import enqueue

BATCH = 100
KIND = "check_in_prompt"


def sweep():
    """How many people were promised a letter; each rhythm that was due waits for its next day."""
    told = 0
    while True:
        with acting_as(None):
            taken = _take()
            for rhythm in taken:
                _ask(rhythm)
        if not taken:
            return told
        told += len(taken)


def holds(rhythm_id):
    """Whether the person still wants to be asked, and acts for the client."""
    with connection.cursor() as cursor:
        cursor.execute("select rhythm_holds(%s)", [rhythm_id])
        return cursor.fetchone()[0]


def _take():
    """A batch of rhythms, ours until the commit; rows that another sweep has are left to it."""
    due = CheckInRhythm.objects.due().order_by("next_at", "pk")
    return list(due.select_for_update(skip_locked=True)[:BATCH])


def _ask(rhythm):
    enqueue(KIND, subject_id=rhythm.pk, recipient=rhythm.person_id, due_at=rhythm.next_at)
    CheckInRhythm.objects.filter(pk=rhythm.pk).update(asked_at=StatementTimestamp())
