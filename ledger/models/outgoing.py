"""The outbox: messages that an action has promised and a worker has yet to send."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger.clock import StatementTimestamp
from ledger.ids import IdField

CLAIM_HOLDS = timedelta(minutes=5)
"""Longer than any mail server is waited for; after it the claimer counts as dead."""

WAITING = Q(sent_at=None, dropped_at=None, dead_at=None)


class Dropped(models.TextChoices):
    """Why a promise was not kept."""

    OVER = "over", _("it no longer holds")
    NO_MAIL = "no_mail", _("the recipient wants no mail")


class OutgoingQuerySet(models.QuerySet):
    """The outbox by what became of its messages."""

    def waiting(self):
        """Neither sent, dropped nor dead: what is still to be done, due or not."""
        return self.filter(WAITING)

    def due(self):
        """What may be claimed now; a claim older than CLAIM_HOLDS was its worker's last word."""
        lost = Q(claimed_at__lt=StatementTimestamp() - CLAIM_HOLDS)
        ripe = self.waiting().filter(next_attempt_at__lte=StatementTimestamp())
        return ripe.filter(Q(claimed_at=None) | lost)

    def stuck(self):
        """Waiting ones that have failed, or whose claimer died, at least once."""
        return self.waiting().exclude(last_error="", unknown=0)

    def dead(self):
        """Those given up, latest first: a person has to decide."""
        return self.filter(dead_at__isnull=False).order_by("-dead_at")


class Outgoing(models.Model):
    """A promise to tell one user one thing. Holds ids, never a word about a client."""

    guarded = True

    id = IdField()
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    recipient = models.UUIDField()
    """A user's id; what their address is, the handler finds out when the message goes."""
    due_at = models.DateTimeField(null=True)
    """Null is "at once", so that the same promise made twice is still one row."""
    created_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_for = models.CharField(max_length=10, choices=Dropped, blank=True, db_default="")
    dead_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=80, blank=True)
    """The name of an exception's class; its text could name a client."""
    unknown = models.PositiveSmallIntegerField(default=0)
    """How often a claimer died before it could say whether the message had gone."""

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing message")
        verbose_name_plural = _("outgoing messages")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id", "recipient", "due_at"],
                nulls_distinct=False,
                name="outgoing_promised_once",
            ),
            models.CheckConstraint(
                condition=WAITING
                | Q(sent_at__isnull=False, dropped_at=None, dead_at=None)
                | Q(sent_at=None, dropped_at__isnull=False, dead_at=None)
                | Q(sent_at=None, dropped_at=None, dead_at__isnull=False),
                name="outgoing_ends_one_way",
            ),
            models.CheckConstraint(
                condition=Q(dropped_for="")
                | Q(dropped_for__in=Dropped.values, dropped_at__isnull=False),
                name="outgoing_dropped_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(F("next_attempt_at"), F("id"), condition=WAITING, name="outgoing_waiting"),
            models.Index(F("dead_at"), condition=Q(dead_at__isnull=False), name="outgoing_dead"),
            models.Index(
                F("recipient"), condition=Q(dropped_for=Dropped.NO_MAIL), name="outgoing_untold"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.id}"
