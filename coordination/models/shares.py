"""Shares: an author's act of addressing an item to one recipient, and the consent for it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coordination.models.items import Item
from ledger.clock import ClockTimestamp
from ledger.ids import IdField
from providers.models import Provider
from releases.gate import GatedQuerySet, IsOpen
from releases.intervals import TstzMultiRangeField
from releases.models import Purpose


class ShareQuerySet(GatedQuerySet):
    def written_by(self, provider):
        """What this provider addressed to others, open or held."""
        return self.filter(author=provider)

    def about(self, client):
        """Every share that concerns this client, open or held."""
        return self.filter(subjects__contains=[client.pk])

    def held(self):
        """Sent and not taken back, but closed at this moment."""
        return self.filter(~Q(IsOpen()), withdrawn_at=None)


class Share(models.Model):
    """The envelope of an item for one recipient.

    `author`, `kind`, `categories`, `service_date`, `subjects` are copies of the item's and
    `consent` is the set of intervals in which the recipient may see it. Triggers keep all of
    them exact, so that a list needs this one table and never a body.
    """

    guarded = True

    id = IdField()
    item = models.ForeignKey(Item, models.PROTECT, related_name="shares")
    recipient = models.ForeignKey(Provider, models.PROTECT, related_name="received_shares")
    purpose = models.CharField(
        _("purpose"), max_length=30, choices=Purpose, default=Purpose.CARE_COORDINATION
    )
    along_with = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="gone_along"
    )
    """The share with another entry of the same person, which this one follows since a merge."""
    shared_at = models.DateTimeField(db_default=ClockTimestamp())
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    author = models.ForeignKey(Provider, models.PROTECT, related_name="shares", editable=False)
    kind = models.CharField(max_length=20, choices=Item.Kind, editable=False)
    categories = ArrayField(models.CharField(max_length=40), editable=False)
    service_date = models.DateField(editable=False)
    subjects = ArrayField(models.UUIDField(), editable=False)
    consent = TstzMultiRangeField(editable=False, default="{}")

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["-shared_at", "-id"]
        indexes = [
            models.Index(fields=["recipient", "-shared_at", "-id"], name="share_to_recipient"),
            models.Index(fields=["author", "-shared_at", "-id"], name="share_of_author"),
            GinIndex(fields=["subjects"], name="share_about_client"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values), name="share_purpose_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(recipient=F("author")), name="share_not_with_its_author"
            ),
            models.UniqueConstraint(
                fields=["item", "recipient"],
                condition=Q(withdrawn_at__isnull=True),
                name="share_once_per_recipient",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("shared_at")),
                name="share_withdrawn_after_shared",
            ),
        ]

    def __str__(self):
        return f"share {self.pk}"
