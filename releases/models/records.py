"""Sealed files: of what was signed, and of what was stopped."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from clients.models import Client
from ledger.clock import ClockTimestamp
from ledger.ids import IdField
from releases.models.releases import Release


class SignedRecord(models.Model):
    """The sealed PDF of a signed release, as it is handed out. Made once, never changed."""

    guarded = True

    id = IdField()
    release = models.OneToOneField(Release, models.PROTECT, related_name="record")
    file = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    """Of the whole file, seal included; the ledger has it as well."""
    key = models.CharField(max_length=64)
    """SHA-256 of the certificate of the key that sealed it."""
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"signed record of {self.release_id}"


class StopReceipt(models.Model):
    """The sealed PDF about what a client stopped, for one person who acts for the client."""

    guarded = True

    id = IdField()
    client = models.ForeignKey(Client, models.PROTECT, related_name="stop_receipts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="stop_receipts")
    releases = ArrayField(models.UUIDField())
    """The ids of what was stopped, in order."""
    language = models.CharField(max_length=10)
    file = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "client", "releases", "language"], name="stop_receipt_once"
            )
        ]

    def __str__(self):
        return f"receipt of {len(self.releases)} stops"
