"""Complaints: a client says that a line of the ledger looks wrong, the privacy officer answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clients.models import Client
from ledger.clock import ClockTimestamp
from ledger.ids import IdField


class ComplaintQuerySet(models.QuerySet):
    def made_by(self, user, client):
        """What this person reported for this client, newest first."""
        return self.filter(made_by=user, client=client).order_by("-made_at", "-id")

    def open(self):
        """Not answered, those that have waited longest first."""
        return self.filter(answered_at=None).order_by("made_at", "id")

    def answered(self):
        """Answered, the latest first."""
        return self.exclude(answered_at=None).order_by("-answered_at", "-id")


class Complaint(models.Model):
    """About one line, in the words of whoever made it; open until it is answered, once.

    Read by whoever made it and by a privacy officer. `line` is an id without a foreign key, as
    everything about the ledger is; a policy asks that its author can read the line.
    """

    guarded = True
    MOST_LETTERS = 2_000

    id = IdField()
    client = models.ForeignKey(Client, models.PROTECT, related_name="complaints")
    line = models.UUIDField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)
    words = models.CharField(max_length=MOST_LETTERS, blank=True)
    answer = models.CharField(max_length=MOST_LETTERS, blank=True, db_default="")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="complaint_answered_by_somebody_with_words",
            ),
            models.UniqueConstraint(
                fields=["line", "made_by"],
                condition=Q(answered_at=None),
                name="complaint_open_once_per_line",
            ),
        ]
        indexes = [
            models.Index("made_at", "id", condition=Q(answered_at=None), name="complaint_open"),
            models.Index("answered_at", "id", name="complaint_answered"),
            models.Index("made_by", "client", "made_at", name="complaint_of_author"),
        ]

    def __str__(self):
        return f"complaint {self.pk}"
