"""On which days before its end a release is reminded of."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ReminderDay(models.Model):
    """So many days before the end everybody concerned is written to; at the end they always are.

    The database reads them itself, so there is no second list of them anywhere. A change counts
    at once, also for the releases that are in force.
    """

    guarded = True

    days = models.PositiveSmallIntegerField(_("days before the end"), primary_key=True)

    class Meta:
        ordering = ["-days"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=365), name="reminder_day_is_within_a_year"
            ),
        ]

    def __str__(self):
        return str(self.days)
