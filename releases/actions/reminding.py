"""Setting the days before its end on which a release is reminded of."""

from django.db import transaction

from ledger.actions import record
from ledger.models import Verb
from releases.models import ReminderDay


@transaction.atomic
def set_reminder_days(*, days, by):
    """The days in place of all that were there; the database moves what waits for its date."""
    # The new ones first: what is due on a day that stays would miss it while the day is gone.
    made = [ReminderDay(days=one) for one in sorted(set(days), reverse=True)]
    ReminderDay.objects.bulk_create(made, ignore_conflicts=True)
    ReminderDay.objects.exclude(days__in=days).delete()
    record(Verb.REMINDER_DAYS_SET, by=by, detail={"days": [one.days for one in made]})
    return made
