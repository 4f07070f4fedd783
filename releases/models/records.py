"""Signed records: what a client and the parties of a release keep of it."""

from django.db import models

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
