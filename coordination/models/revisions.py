"""Revisions: what an item said before it was changed. A trigger keeps each; nobody changes one."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from coordination.models.items import Item
from ledger.ids import IdField


class ItemRevision(models.Model):
    """An earlier text of an item, with what it was said to hold. No recipient ever reads it."""

    guarded = True

    id = IdField()
    item = models.ForeignKey(Item, models.CASCADE, related_name="revisions")
    body = models.TextField(_("note"))
    categories = ArrayField(models.CharField(max_length=40))
    service_date = models.DateField()
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["-replaced_at", "-id"]

    def __str__(self):
        return f"{self.item} until {self.replaced_at}"
