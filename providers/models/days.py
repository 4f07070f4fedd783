"""How many entries were what, on one day."""

from django.db import models

from ledger.ids import IdField


class DayCount(models.Model):
    """One number of one night: noted once, and never changed."""

    guarded = True

    id = IdField()
    day = models.DateField()
    what = models.CharField(max_length=40)
    """A list of `quality.LOOKS`, or one of `over_time.LINES`."""
    entries = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["what", "day"], name="day_count_is_noted_once")
        ]

    def __str__(self):
        return f"{self.day}: {self.entries} {self.what}"
