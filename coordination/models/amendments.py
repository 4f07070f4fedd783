"""Amendments: a client asks that a note about them says something else, its author answers."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clients.models import Client
from coordination.models.items import Item
from ledger.clock import ClockTimestamp
from ledger.ids import IdField

MOST_LETTERS = 4_000
TIME_TO_ANSWER = timedelta(days=60)  # 45 CFR 164.526(b)(2)(i)


class AmendmentQuerySet(models.QuerySet):
    def open(self):
        """Not answered, those that have waited longest first."""
        return self.filter(answered_at=None).order_by("asked_at", "id")

    def to_answer(self, provider):
        """What this provider has to answer, being the author of the note."""
        return self.open().filter(item__author=provider)

    def disagreeing(self):
        """Those whose statement goes along with the note, the oldest first."""
        return self.exclude(disagreed_at=None).order_by("disagreed_at", "id")


class Amendment(models.Model):
    """One request about one note, in the client's words: open, then corrected or not changed.

    Where it is not changed the client may state once that they disagree. Read by whoever asked and
    by the author; with a statement, also by whom the note is open to.
    """

    guarded = True

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", _("The note is changed")
        DECLINED = "declined", _("The note stays as it is")

    id = IdField()
    item = models.ForeignKey(Item, models.PROTECT, related_name="amendments")
    client = models.ForeignKey(Client, models.PROTECT, related_name="amendments")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)
    wrong = models.CharField(max_length=MOST_LETTERS)
    should_say = models.CharField(max_length=MOST_LETTERS)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, db_default="")
    reason = models.CharField(max_length=MOST_LETTERS, blank=True, db_default="")
    answered_at = models.DateTimeField(null=True)
    disagreement = models.CharField(max_length=MOST_LETTERS, blank=True, db_default="")
    disagreed_at = models.DateTimeField(null=True)
    disagreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a correction")
        verbose_name_plural = _("requests for a correction")
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(wrong="") & ~Q(should_say=""), name="amendment_has_words"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", reason="", answered_at=None)
                | Q(outcome="corrected", answered_at__isnull=False)
                | (Q(outcome="declined", answered_at__isnull=False) & ~Q(reason="")),
                name="amendment_answered_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(disagreement="", disagreed_at=None, disagreed_by=None)
                | (
                    Q(outcome="declined", disagreed_at__isnull=False, disagreed_by__isnull=False)
                    & ~Q(disagreement="")
                ),
                name="amendment_disagreement_once_declined",
            ),
            models.UniqueConstraint(
                fields=["item", "client", "asked_by"],
                condition=Q(answered_at=None),
                name="amendment_open_once",
            ),
        ]
        indexes = [
            models.Index("item", condition=Q(answered_at=None), name="amendment_open"),
            models.Index(
                "item", condition=Q(disagreed_at__isnull=False), name="amendment_disagreed"
            ),
        ]

    def __str__(self):
        return f"amendment {self.pk}"

    @property
    def is_open(self):
        return self.answered_at is None

    @property
    def is_declined(self):
        return self.outcome == self.Outcome.DECLINED

    @property
    def may_disagree(self):
        return self.is_declined and self.disagreed_at is None

    @property
    def due_at(self):
        """Until when the law wants an answer."""
        return self.asked_at + TIME_TO_ANSWER
