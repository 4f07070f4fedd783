"""Files that belong to a note, sealed."""

from django.db import models
from django.db.models import Q

from accounts.attached import KINDS, LONGEST_NAME
from coordination.models.items import Item
from ledger.clock import ClockTimestamp
from ledger.ids import IdField

MOST_PER_ITEM = 5


class AttachmentManager(models.Manager):
    """Leaves the bytes to those who ask for them by name."""

    def get_queryset(self):
        return super().get_queryset().defer("sealed")


class Attachment(models.Model):
    """A file of an item: whoever may read the body may read it, and nobody else.

    It is never changed. Its author takes it away and attaches another.
    """

    guarded = True

    id = IdField()
    item = models.ForeignKey(Item, models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=LONGEST_NAME)
    """A word about a client: on the pages that show the body, and nowhere else."""
    media_type = models.CharField(max_length=30)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    """Of the file as it was sent."""
    sealed = models.BinaryField()
    added_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    objects = AttachmentManager()

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(media_type__in=KINDS), name="attachment_kind_known"),
            models.CheckConstraint(condition=Q(size__gt=0), name="attachment_not_empty"),
            models.CheckConstraint(
                condition=Q(name__regex=r"^[^/\\[:cntrl:]]+$"), name="attachment_name_plain"
            ),
        ]

    def __str__(self):
        return f"attachment {self.pk}"
