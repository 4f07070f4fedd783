"""Rhythms: how often somebody wants to be asked how a client's goals are going."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from clients.models import Client
from ledger.clock import StatementTimestamp
from ledger.ids import IdField


class RhythmQuerySet(models.QuerySet):
    def of(self, person, client):
        """What this person chose for the client; row security shows nobody else's."""
        return self.filter(person=person, client=client)

    def due(self):
        """Those whose next day has come."""
        return self.filter(next_at__lte=StatementTimestamp())


class CheckInRhythm(models.Model):
    """Chosen by each person for themselves: the clerk asks nobody because somebody else wished it.

    When the next day is, the database says, from the moment of the choice or of the last question.
    """

    guarded = True

    class Every(models.TextChoices):
        NEVER = "never", _("Do not ask me")
        WEEK = "week", _("Every week")
        TWO_WEEKS = "two_weeks", _("Every two weeks")
        MONTH = "month", _("Every month")

    id = IdField()
    client = models.ForeignKey(Client, models.CASCADE, related_name="rhythms")
    person = models.ForeignKey(User, models.CASCADE, related_name="rhythms")
    every = models.CharField(max_length=10, choices=Every)
    next_at = models.DateTimeField(null=True, editable=False)
    asked_at = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = RhythmQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "person"], name="rhythm_once"),
            models.CheckConstraint(
                condition=Q(every="never", next_at__isnull=True)
                | ~Q(every="never") & Q(next_at__isnull=False),
                name="rhythm_has_a_next_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(next_at__isnull=False), name="rhythm_by_next_day"
            )
        ]

    def __str__(self):
        return f"{self.every} for {self.client_id}"

    @property
    def is_waiting(self):
        """Whether the last question was not answered yet."""
        return bool(self.asked_at and not (self.answered_at and self.answered_at > self.asked_at))
