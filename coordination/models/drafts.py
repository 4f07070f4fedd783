"""Drafts: a note that is being written. Nothing was said yet: it is its author's alone."""

from django.db import models

from clients.models import Client
from ledger.clock import ClockTimestamp
from ledger.ids import IdField
from providers.models import Provider


class NoteDraft(models.Model):
    """What stands in one form of an author about a client; the database forgets it in 90 days."""

    guarded = True

    id = IdField()
    author = models.ForeignKey(Provider, models.CASCADE, related_name="drafts")
    client = models.ForeignKey(Client, models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=80)
    """Which form: the kind of the note, and of which note it is a part."""
    content = models.JSONField()
    saved_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "client", "form"], name="draft_once"),
        ]
        indexes = [models.Index(fields=["saved_at"], name="draft_by_age")]

    def __str__(self):
        return f"draft of {self.form} about {self.client_id}"
