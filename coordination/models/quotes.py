"""Quotes: that a message quotes an earlier one of its thread. The words stay where they are."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from coordination.models.items import Item
from coordination.models.shares import Share
from ledger.ids import IdField


class QuoteQuerySet(models.QuerySet):
    def readable_by(self, provider):
        """Those of which the provider wrote, or may open at this moment, what is quoted."""
        opened = Share.objects.visible_to(provider).filter(item=OuterRef("quoted"))
        return self.filter(Q(quoted__author=provider) | Exists(opened))


class Quote(models.Model):
    """A reference, said when the message is written and never changed.

    A row of its own and no column of the message: whoever may open the message would read the
    column, and learn that there is another which they may not.
    """

    guarded = True

    id = IdField()
    item = models.OneToOneField(Item, models.CASCADE, related_name="+")
    quoted = models.ForeignKey(Item, models.CASCADE, related_name="+")

    objects = QuoteQuerySet.as_manager()

    def __str__(self):
        return f"{self.item_id} quotes {self.quoted_id}"
