"""How often somebody is asked how it is going, and that they were asked and keep sharing."""

from django.db import transaction

from coordination.models import CheckInRhythm
from ledger.actions import record
from ledger.clock import ClockTimestamp
from ledger.models import Verb


@transaction.atomic
def choose_rhythm(*, client, by, every):
    """What this person chose for themselves, from this moment on; the same again is nothing new."""
    if CheckInRhythm.objects.of(by, client).filter(every=every).exists():
        return
    chosen = CheckInRhythm(client=client, person=by, every=every)
    CheckInRhythm.objects.bulk_create(
        [chosen],
        update_conflicts=True,
        unique_fields=["client", "person"],
        update_fields=["every"],
    )
    # Of no client: a line about one is read by everybody who acts for them.
    record(Verb.RHYTHM_CHOSEN, by=by, detail={"every": every})


@transaction.atomic
def keep_sharing(*, client, by):
    """Whether the person had been asked, and had not answered yet."""
    mine = CheckInRhythm.objects.of(by, client).select_for_update().first()
    if mine is None or not mine.is_waiting:
        return False
    CheckInRhythm.objects.filter(pk=mine.pk).update(answered_at=ClockTimestamp())
    acting_for = None if client.user_id == by.pk else client.pk
    record(Verb.SHARING_KEPT, by=by, client=client, subject=client, acting_for=acting_for)
    return True
