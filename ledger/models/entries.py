"""Entries: what happened, in one hash chain per client that only grows."""

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.ids import IdField


class AppendOnlyError(TypeError):
    """Somebody tried to change the past."""

    def __init__(self):
        super().__init__(
            "A ledger line is never changed or deleted. Record a new line that corrects it."
        )


class Verb(models.TextChoices):
    """What can have happened; each has its sentence for people on the floor that knows it."""

    ACCOUNT_CREATED = "account_created", _("Account created")
    ACCOUNT_LINKED = "account_linked", _("Account linked")
    INVITED = "invited", _("Invited")
    INVITATION_TAKEN_BACK = "invitation_taken_back", _("Invitation taken back")
    ROLE_GIVEN = "role_given", _("Role given")
    ROLE_TAKEN = "role_taken", _("Role taken away")
    CLIENT_REGISTERED = "client_registered", _("Client registered")
    TREATMENT_STARTED = "treatment_started", _("Treatment started")
    TREATMENT_ENDED = "treatment_ended", _("Treatment ended")
    REPRESENTATIVE_ADDED = "representative_added", _("Representative added")
    REPRESENTATIVE_VERIFIED = "representative_verified", _("Authority verified")
    REPRESENTATIVE_ENDED = "representative_ended", _("Authority ended")
    GUARDIANS_SET = "guardians_set", _("How many guardians sign set")
    UNIT_FORMED = "unit_formed", _("Seen together")
    UNIT_CHANGED = "unit_changed", _("Seen together: changed")
    PROVIDER_ADDED = "provider_added", _("Provider added")
    PROVIDER_CHANGED = "provider_changed", _("Provider changed")
    PROVIDER_VERIFIED = "provider_verified", _("Provider verified")
    PROVIDER_ACTIVATED = "provider_activated", _("Provider activated")
    PROVIDER_SUSPENDED = "provider_suspended", _("Provider suspended")
    PROVIDER_REINSTATED = "provider_reinstated", _("Provider reinstated")
    ORGANIZATION_ADDED = "organization_added", _("Organization added")
    ORGANIZATION_CHANGED = "organization_changed", _("Organization changed")
    ORGANIZATION_DEACTIVATED = "organization_deactivated", _("Organization deactivated")
    ORGANIZATION_REACTIVATED = "organization_reactivated", _("Organization in use again")
    PRACTICE_ADMIN_NAMED = "practice_admin_named", _("Practice admin named")
    PRACTICE_ADMIN_ENDED = "practice_admin_ended", _("Practice admin no longer")
    ENTRY_CONFIRMED = "entry_confirmed", _("Entry of the directory confirmed")
    API_TOKEN_MADE = "api_token_made", _("API token made")
    API_TOKEN_REVOKED = "api_token_revoked", _("API token revoked")
    DIRECTORY_EXPORTED = "directory_exported", _("Directory exported")
    ENTRIES_MERGED = "entries_merged", _("Two entries of the directory merged")
    MERGE_UNDONE = "merge_undone", _("Merge of two entries undone")
    ENTRIES_TOLD_APART = "entries_told_apart", _("Two entries of the directory are two")
    IMPORT_CONFIRMED = "import_confirmed", _("Import of the directory confirmed")
    IMPORT_FINISHED = "import_finished", _("Import of the directory finished")
    IMPORT_CANCELLED = "import_cancelled", _("Import of the directory cancelled")
    IMPORT_UNDONE = "import_undone", _("Import of the directory undone")
    ENTRY_TAKEN_BACK = "entry_taken_back", _("Entry taken back with its import")
    MEMBERSHIP_STARTED = "membership_started", _("Membership started")
    MEMBERSHIP_ENDED = "membership_ended", _("Membership ended")
    RELEASE_REQUESTED = "release_requested", _("Release requested")
    DEFAULT_SET = "default_set", _("Asking by default set")
    DEFAULT_ASKED = "default_asked", _("Asked by default")
    DEFAULT_REFUSED = "default_refused", _("Not to be asked by default")
    RELEASE_NUDGED = "release_nudged", _("Reminder of a request sent")
    RELEASE_DECLINED = "release_declined", _("Release declined")
    RELEASE_SIGNED = "release_signed", _("Release signed")
    RELEASE_HALF_SIGNED = "release_half_signed", _("Release signed by one of two")
    PAPER_RECORDED = "paper_recorded", _("Release signed on paper")
    RELEASE_RECORDED = "release_recorded", _("Signed record kept")
    RELEASE_REVOKED = "release_revoked", _("Release revoked")
    RELEASE_EXPIRING = "release_expiring", _("Reminder of expiry sent")
    RELEASE_ENDED = "release_ended", _("Release ended")
    RELEASE_FOLLOWED = "release_followed", _("Release follows to the other entry of a person")
    RELEASE_LEFT = "release_left", _("Release follows to another entry no more")
    RESTRICTION_SET = "restriction_set", _("Restriction set")
    RESTRICTION_LIFTED = "restriction_lifted", _("Restriction lifted")
    RESTRICTION_FOLLOWED = "restriction_followed", _("Restriction holds for another entry as well")
    SCOPE_SHOWN = "scope_shown", _("Scope shown, if the other client does the same")
    SCOPE_HIDDEN = "scope_hidden", _("Scope no longer shown to another client")
    ITEM_WRITTEN = "item_written", _("Item written")
    ITEM_REVISED = "item_revised", _("Item changed")
    ITEM_ANSWERED = "item_answered", _("Item answered")
    RHYTHM_CHOSEN = "rhythm_chosen", _("Rhythm of questions chosen")
    SHARING_KEPT = "sharing_kept", _("Sharing looked at and kept")
    AMENDMENT_ASKED = "amendment_asked", _("Correction asked for")
    AMENDMENT_ANSWERED = "amendment_answered", _("Request for a correction answered")
    AMENDMENT_DISPUTED = "amendment_disputed", _("Statement of disagreement added")
    ITEM_SHARED = "item_shared", _("Item shared")
    SHARE_FOLLOWED = "share_followed", _("Share went along to the other entry of a person")
    SHARE_WITHDRAWN = "share_withdrawn", _("Share withdrawn")
    ITEM_DISCLOSED = "item_disclosed", _("Item opened")
    ATTACHMENT_ADDED = "attachment_added", _("File attached")
    ATTACHMENT_REMOVED = "attachment_removed", _("File taken away")
    ACCESS_BLOCKED = "access_blocked", _("Access blocked")
    COMPLAINT_MADE = "complaint_made", _("Line reported as wrong")
    COMPLAINT_ANSWERED = "complaint_answered", _("Report answered")
    TEAM_MESSAGE_SENT = "team_message_sent", _("Written to the care team")
    TEAM_MESSAGE_READ = "team_message_read", _("Message to the care team read")
    TEAM_MESSAGE_ANSWERED = "team_message_answered", _("Message to the care team answered")
    EMERGENCY_SWITCHED = "emergency_switched", _("Emergency access turned on or off")
    EMERGENCY_BARRED = "emergency_barred", _("Emergency access barred by the client")
    EMERGENCY_ALLOWED = "emergency_allowed", _("Emergency access no longer barred")
    EMERGENCY_BEGUN = "emergency_begun", _("Emergency access begun")
    EMERGENCY_OPENED = "emergency_opened", _("Item opened in an emergency")
    EMERGENCY_DELAYED = "emergency_delayed", _("Telling of an emergency access put off")
    EMERGENCY_REVIEWED = "emergency_reviewed", _("Emergency access reviewed")
    RECEIPT_SEALED = "receipt_sealed", _("Receipt of a stop kept")
    ESIGN_AGREED = "esign_agreed", _("Signing online agreed to")
    ESIGN_WITHDRAWN = "esign_withdrawn", _("Signing online taken back")
    LEDGER_PUBLISHED = "ledger_published", _("Ledger head published")
    LEDGER_VERIFIED = "ledger_verified", _("Ledger checked")
    LEDGER_READ = "ledger_read", _("Ledger searched")
    OPENINGS_REVIEWED = "openings_reviewed", _("Unusual openings looked into")
    MAIL_CHOSEN = "mail_chosen", _("Mail turned on or off")
    REMINDER_DAYS_SET = "reminder_days_set", _("Days of reminders set")
    STATE_PACK_SET = "state_pack_set", _("State pack set")


CHAIN = ("number", "position", "previous", "hash")
"""The columns that the site may not read: a gap in them would tell of lines that it hides."""


class EntryQuerySet(models.QuerySet):
    """Entries may be read in any way and changed in none."""

    def newest(self):
        """All that the reader may read, newest first."""
        return self.order_by("-at", "-id")

    def about(self, client):
        """The lines of one client, newest first; None asks for those about no client."""
        return self.filter(client=client).newest()

    def update(self, **values):
        raise AppendOnlyError

    def delete(self):
        raise AppendOnlyError

    def bulk_update(self, *args, **kwargs):
        return self.update()


class EntryManager(models.Manager.from_queryset(EntryQuerySet)):  # type: ignore[misc]
    """Leaves the columns of the chain to those who ask for them by name."""

    def get_queryset(self):
        return super().get_queryset().defer(*CHAIN)


class Entry(models.Model):
    """One line: who did what, when, about whom. Written by `ledger.actions`, never changed.

    `at`, `number`, `position`, `previous` and `hash` are the database's: a trigger fills them.
    """

    guarded = True

    id = IdField()
    at = models.DateTimeField()
    number = models.BigIntegerField()
    """Counts the lines of all chains, in the order of writing; what `publish` cuts at."""
    actor = models.UUIDField(null=True)
    """The user who did it; null is the system."""
    acting_for = models.UUIDField(null=True)
    """The client on whose behalf the actor did it, as their representative."""
    verb = models.CharField(max_length=40, choices=Verb)
    client = models.UUIDField(null=True)
    """The person it is about, and so the chain; null is the chain of everything else."""
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    release_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    """The releases that were relied on."""
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    position = models.BigIntegerField()
    previous = models.BinaryField()
    hash = models.BinaryField()

    objects = EntryManager()

    class Meta:
        verbose_name = _("ledger line")
        verbose_name_plural = _("ledger lines")
        constraints = [
            models.UniqueConstraint(
                fields=["client", "position"], nulls_distinct=False, name="entry_position_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(position__gte=1), name="entry_position_from_one"
            ),
            models.CheckConstraint(
                condition=models.Q(verb__in=Verb.values), name="entry_verb_known"
            ),
        ]
        indexes = [
            models.Index(fields=["number"], name="entry_number"),
            models.Index(fields=["client", "-at", "-id"], name="entry_of_client"),
            models.Index(fields=["-at", "-id"], name="entry_newest"),
            models.Index(fields=["actor", "-at", "-id"], name="entry_of_actor"),
            models.Index(fields=["verb", "-at", "-id"], name="entry_of_verb"),
            models.Index(fields=["subject_id", "number"], name="entry_subject"),
        ]

    def __str__(self):
        return f"{self.verb} {self.subject_type} {self.subject_id}".rstrip()

    def save(self, *args, **kwargs):
        """Writes a new line, once."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Refuses."""
        raise AppendOnlyError
