"""Goals: what a provider and a client agreed to work towards, and what the client answers."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from clients.models import Client
from coordination.models.items import Item
from ledger.clock import ClockTimestamp
from ledger.ids import IdField


class Goal(models.Model):
    """What belongs to a goal has in common, which is whom it is about and nothing else.

    Its wording is an item, with an author, kinds and shares. The id tells no time: whoever may
    read something that belongs to the goal would learn since when there is one.
    """

    guarded = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="goals")

    def __str__(self):
        return f"goal {self.pk}"


class ItemAnswerQuerySet(models.QuerySet):
    def read_by(self, provider):
        """Those to what this provider wrote; row security says for how long."""
        return self.filter(item__author=provider)

    def on_the_words(self):
        """What was said to the wording of a goal as it is now, the newest first."""
        now = Coalesce("item__revised_at", "item__created_at")
        said = [ItemAnswer.Said.AGREES, ItemAnswer.Said.OTHER_WORDS]
        return self.filter(text_of=now, said__in=said).order_by("-said_at", "-id")


class ItemAnswer(models.Model):
    """What a client, or whoever acts for them, says to an item that is written with them.

    It reaches its writer, the client and the item's author, by row security, and no recipient of
    the item: it is no item, and nobody can share it.
    """

    guarded = True

    class Said(models.TextChoices):
        AGREES = "agrees", _("I agree to these words")
        OTHER_WORDS = "other_words", _("I would say it in other words")
        CHECK_IN = "check_in", _("How it is going")
        REPLY = "reply", _("Reply")

    id = IdField()
    item = models.ForeignKey(Item, models.PROTECT, related_name="answers")
    client = models.ForeignKey(Client, models.PROTECT, related_name="answers")
    writer = models.ForeignKey(User, models.PROTECT, related_name="answers")
    said = models.CharField(max_length=20, choices=Said)
    progress = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)
    text_of = models.DateTimeField()
    """Which of the item's texts it answers: since when that one stands."""
    said_at = models.DateTimeField(db_default=ClockTimestamp())

    objects = ItemAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(said="agrees", words="")
                | Q(said="check_in")
                | Q(said__in=["other_words", "reply"]) & ~Q(words=""),
                name="answer_has_words_or_agrees",
            ),
            models.CheckConstraint(
                condition=Q(said="check_in", progress__isnull=False, progress__lte=10)
                | ~Q(said="check_in") & Q(progress__isnull=True),
                name="answer_check_in_says_how_far",
            ),
        ]

    def __str__(self):
        return f"{self.said} to {self.item_id}"
