"""What a client writes to those who treat them, and what each of these answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clients.models import Client
from ledger.clock import ClockTimestamp
from ledger.ids import IdField
from providers.models import Provider

MOST_LETTERS = 4_000


class CareTeam(models.Func):
    """Those to whom the acting person may write for this client; the database decides who."""

    template = "(select care_team(%(expressions)s))"
    output_field = models.UUIDField()

    def __init__(self, client):
        super().__init__(models.Value(client.pk, output_field=models.UUIDField()))


class TeamMessage(models.Model):
    """Words of a client, or of who acts for them, to one or several providers. Never changed."""

    guarded = True

    id = IdField()
    client = models.ForeignKey(Client, models.PROTECT, related_name="team_messages")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)
    words = models.CharField(max_length=MOST_LETTERS)

    class Meta:
        verbose_name = _("message to the care team")
        verbose_name_plural = _("messages to the care team")
        ordering = ["-written_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="team_message_has_words")
        ]
        indexes = [
            models.Index("written_by", "client", "written_at", name="team_message_of_writer"),
        ]

    def __str__(self):
        return f"team message {self.pk}"


class TeamCopyQuerySet(models.QuerySet):
    def addressed_to(self, provider):
        """What clients wrote to this provider."""
        return self.filter(provider=provider)

    def unanswered(self):
        """Those that wait, the one that has waited longest first."""
        return self.filter(answered_at=None).order_by("message__written_at", "id")

    def with_news(self, user, client):
        """The answers to what this person wrote for the client that they have not read."""
        mine = self.filter(message__written_by=user, message__client=client)
        return mine.exclude(answered_at=None).filter(answer_read_at=None)


class TeamCopy(models.Model):
    """The message as one provider has it: whether they read it, and what they answer, once.

    Who else it went to stands in copies that they do not see.
    """

    guarded = True

    id = IdField()
    message = models.ForeignKey(TeamMessage, models.PROTECT, related_name="copies")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="team_copies")
    read_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=MOST_LETTERS, blank=True, db_default="")
    answered_at = models.DateTimeField(null=True)
    answer_read_at = models.DateTimeField(null=True)

    objects = TeamCopyQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["message", "provider"], name="team_copy_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (Q(answered_at__isnull=False, read_at__isnull=False) & ~Q(answer="")),
                name="team_copy_answered_with_words",
            ),
            models.CheckConstraint(
                condition=Q(answer_read_at=None) | Q(answered_at__isnull=False),
                name="team_copy_answer_read_once_there",
            ),
        ]
        indexes = [
            models.Index("provider", condition=Q(answered_at=None), name="team_copy_unanswered"),
        ]

    def __str__(self):
        return f"team copy {self.pk}"
