"""Files that fill the directory, and what became of each of their rows."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.clock import ClockTimestamp, StatementTimestamp
from ledger.ids import IdField


class ImportState(models.TextChoices):
    UPLOADING = "uploading", _("Uploading")
    UPLOADED = "uploaded", _("Waits for you to say what its columns are")
    CHECKING = "checking", _("Being checked")
    READY = "ready", _("Waits for you to confirm it")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Stopped by an error")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


BUSY = [ImportState.CHECKING, ImportState.RUNNING, ImportState.UNDOING]
"""What a worker has to do something about."""
OVER = [ImportState.DONE, ImportState.CANCELLED, ImportState.FAILED]
OPEN = [ImportState.UPLOADED, ImportState.CHECKING, ImportState.READY, ImportState.RUNNING]


class ImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever keeps the directory sees them; row security agrees."""
        return self if user.is_directory_admin else self.none()

    def abandoned(self):
        """Those that a worker should take up: nobody holds them, or whoever did is gone."""
        free = Q(held_until=None) | Q(held_until__lt=ClockTimestamp())
        return self.filter(free, state__in=BUSY)

    def outlived(self):
        """Those whose file is of no more use."""
        done = Q(state__in=OVER, undo_until__lt=StatementTimestamp())
        never = Q(state__in=[ImportState.CANCELLED, ImportState.FAILED], undo_until=None)
        return self.filter(done | never | Q(state=ImportState.UNDONE))


class Import(models.Model):
    """One file, from the upload to the summary."""

    guarded = True

    State = ImportState

    id = IdField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(_("file"), max_length=200)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    layout = models.CharField(max_length=30)
    header = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    """What the columns of a sheet are: a field of `reading.SHEET_FIELDS` to its column."""
    adds_organizations = models.BooleanField(default=False, db_default=False)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.UPLOADING)
    remark = models.TextField(blank=True, default="", db_default="")
    """What of the file is not read, or why it stopped: a sentence for people."""

    line = models.IntegerField(default=0, db_default=0)
    """The last line of the file that this pass has dealt with."""
    position = models.BigIntegerField(default=0, db_default=0)
    """About how many bytes of the file this pass has read."""
    total = models.IntegerField(default=0, db_default=0)
    """How many rows the check found."""
    new = models.IntegerField(default=0, db_default=0)
    changed = models.IntegerField(default=0, db_default=0)
    same = models.IntegerField(default=0, db_default=0)
    wrong = models.IntegerField(default=0, db_default=0)
    joins = models.IntegerField(default=0, db_default=0)
    """How many memberships begin."""
    kept = models.IntegerField(default=0, db_default=0)
    """Of how many deeds the undoing could not be done."""
    preview = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))

    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    confirmed_sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    held_by = models.UUIDField(null=True)
    held_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    undo_until = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="import_newest"),
            models.Index(fields=["sha256"], name="import_by_file"),
            models.Index(fields=["held_until"], condition=Q(state__in=BUSY), name="import_busy"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values), name="import_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | Q(confirmed_sha256=models.F("sha256"), undo_until__isnull=False),
                name="import_is_confirmed_as_it_is",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def rows(self):
        """How many this pass has dealt with: each counts once."""
        return self.new + self.changed + self.same + self.wrong


class ImportChunk(models.Model):
    """A piece of the file, compressed: what the web server took and the worker reads."""

    guarded = True

    id = IdField()
    of = models.ForeignKey(Import, models.CASCADE, related_name="chunks")
    number = models.IntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="import_chunk_is_one"),
        ]

    def __str__(self):
        return f"{self.of_id} {self.number}"


class ImportFault(models.Model):
    """What is wrong with one cell of one row."""

    guarded = True

    id = IdField()
    of = models.ForeignKey(Import, models.CASCADE, related_name="faults")
    line = models.IntegerField()
    column = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=200, blank=True)
    rule = models.TextField()
    fix = models.TextField()

    class Meta:
        ordering = ["line", "id"]
        indexes = [models.Index(fields=["of", "line", "id"], name="import_fault_by_line")]

    def __str__(self):
        return f"{self.line} {self.column}: {self.rule}"


class Outcome(models.TextChoices):
    """What undoing did to one entry, or why it did nothing."""

    UNDONE = "undone", _("Taken back")
    CHANGED = "changed", _("Stays: somebody has changed it since")
    ACCOUNT = "account", _("Stays: they have an account")
    INVITED = "invited", _("Stays: somebody has invited them")
    USED = "used", _("Stays: something relies on it")
    GONE = "gone", _("Is not there any more")


class ImportDeed(models.Model):
    """What one row did to one entry: enough to take it back. Written by the database alone."""

    guarded = True

    id = IdField()
    of = models.ForeignKey(Import, models.CASCADE, related_name="deeds")
    line = models.IntegerField()
    entry_type = models.CharField(max_length=20)
    entry = models.UUIDField()
    made = models.BooleanField()
    was = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    now = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    parts = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    membership = models.UUIDField(null=True)
    at = models.DateTimeField(db_default=ClockTimestamp())
    outcome = models.CharField(
        max_length=20, choices=Outcome, blank=True, db_default="", default=""
    )
    """What undoing came to; empty as long as nobody undid."""

    class Meta:
        ordering = ["line", "id"]
        indexes = [
            models.Index(fields=["of", "line", "id"], name="import_deed_by_line"),
            models.Index(fields=["entry"], name="import_deed_of_entry"),
        ]

    def __str__(self):
        return f"{self.line} {self.entry}"
