"""What was warned of already, so that nothing is warned of twice."""

from django.db import models

from ledger.clock import ClockTimestamp
from ledger.ids import IdField


class Warned(models.Model):
    """A licence that ends on a day, or an entry checked last on a day, was warned of."""

    guarded = True

    id = IdField()
    subject_id = models.UUIDField()
    """The licence or the provider: no foreign key, as of checks."""
    day = models.DateField()
    """The licence's last day, or the one of the newest check: a new one is warned of anew."""
    ahead = models.PositiveSmallIntegerField()
    """So many days before it; 0 for a check that is a year old."""
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "day", "ahead"], name="nothing_is_warned_of_twice"
            )
        ]

    def __str__(self):
        return f"{self.subject_id} {self.day}"
