"""Paper originals: the scan of a form that was signed by hand, and who says so."""

from django.db import models
from django.db.models import Q

from ledger.clock import ClockTimestamp
from providers.models import Provider
from releases.models.releases import Release


class PaperOriginal(models.Model):
    """Recorded once for a release by a provider who saw it, and never changed.

    The scan is sealed; what it is sealed to is the id of the release, which is the row's own.
    """

    guarded = True

    release = models.OneToOneField(
        Release, models.PROTECT, primary_key=True, related_name="original"
    )
    scan = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    """Of the scan as it was uploaded."""
    media_type = models.CharField(max_length=30)
    signed_on = models.DateField()
    """The date on the paper. In force it is from `at` on, never before."""
    attested_by = models.ForeignKey(Provider, models.PROTECT, related_name="+")
    attested = models.CharField(max_length=500)
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    class Meta:
        ordering = ["at", "release"]
        constraints = [
            models.CheckConstraint(
                condition=Q(media_type__in=["application/pdf", "image/png", "image/jpeg"]),
                name="original_is_a_scan",
            ),
            models.CheckConstraint(condition=~Q(attested=""), name="original_is_attested"),
        ]

    def __str__(self):
        return f"paper original of {self.release_id}"
