"""What a client agreed to show of a release to one other person, if that person does the same."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ledger.clock import ClockTimestamp
from ledger.ids import IdField
from releases.models.releases import Release


class ScopeShownQuerySet(models.QuerySet):
    def running(self):
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)


class ScopeShown(models.Model):
    """A yes to showing what a release covers, worth nothing until the other one says the same.

    The other person is an address as the client knows it, and no row of ours: whether there is
    somebody behind it is not the client's to learn. `scopes_shown()` finds where two agree.
    """

    guarded = True

    id = IdField()
    release = models.ForeignKey(Release, models.PROTECT, related_name="shown_to")
    address = models.EmailField(_("e-mail address"))
    said_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ScopeShownQuerySet.as_manager()

    class Meta:
        ordering = ["-said_at", "-id"]
        indexes = [
            models.Index(
                fields=["address"],
                condition=Q(taken_back_at__isnull=True),
                name="scope_shown_to_address",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["release"],
                condition=Q(taken_back_at__isnull=True),
                name="scope_shown_once",
            ),
            models.CheckConstraint(
                condition=~Q(address="") & Q(address=Lower("address")),
                name="scope_shown_address_is_lower",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | Q(taken_back_at__gte=F("said_at")),
                name="scope_shown_before_taken_back",
            ),
        ]

    def __str__(self):
        return f"what {self.release} covers"
