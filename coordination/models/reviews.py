"""Reviews: a privacy officer looked into openings that a rule shows as unusual."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.clock import ClockTimestamp
from ledger.ids import IdField


class Rule(models.TextChoices):
    """Why openings are shown as unusual; the figures are in the settings."""

    MANY = "many", _("Many in a short time")
    NIGHT = "night", _("At night")
    STOP = "stop", _("Just before sharing was stopped")


class Verdict(models.TextChoices):
    EXPLAINED = "explained", _("There was a good reason")
    WATCHED = "watched", _("Not clear, to be watched")
    WRONG = "wrong", _("Not right, and being followed up")


class ReviewQuerySet(models.QuerySet):
    def newest(self):
        return self.order_by("-reviewed_at", "-id")

    def of(self, rule, line):
        """What was found before about the same openings."""
        return self.filter(rule=rule, line=line).newest()


class Review(models.Model):
    """What an officer found about the openings that begin with this line, by this rule.

    Added, never changed. `line` is an id without a foreign key, as everything about the ledger is.
    """

    guarded = True
    MOST_LETTERS = 2_000

    id = IdField()
    rule = models.CharField(max_length=10, choices=Rule)
    line = models.UUIDField()
    verdict = models.CharField(max_length=10, choices=Verdict)
    words = models.CharField(max_length=MOST_LETTERS)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.CheckConstraint(condition=Q(rule__in=Rule.values), name="review_rule_known"),
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="review_verdict_known"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="review_has_words"),
        ]
        indexes = [
            models.Index(fields=["line", "rule", "-reviewed_at"], name="review_of_openings"),
            models.Index(fields=["-reviewed_at", "-id"], name="review_newest"),
        ]

    def __str__(self):
        return f"review {self.pk}"
