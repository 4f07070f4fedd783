"""Emergency access: what was opened without a permission, on what ground, and who looked at it.

A door of its own, beside consent and never part of it. Each row is added and none is changed; it
is functions of the database that decide, see `migrations/sql`.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from clients.models import Client
from ledger.clock import ClockTimestamp
from ledger.ids import IdField
from providers.models import Organization, Provider

FEWEST_LETTERS = 20
MOST_LETTERS = 2_000
LASTS = timedelta(hours=2)
LONGEST_DELAY = timedelta(days=30)


class Ground(models.TextChoices):
    """On what the law lets somebody be told without a permission."""

    THREAT = "threat", _("A serious and imminent threat to somebody's health or safety")
    INCAPACITY = "incapacity", _("The client cannot say what they want, and it is best for them")
    PART2_MEDICAL = "part2_medical", _("A medical emergency (the only one for Part 2 records)")


class Asked(models.TextChoices):
    """Whether the client was asked for a permission first, and how that went."""

    NO_TIME = "no_time", _("No: there was no time")
    UNABLE = "unable", _("No: the client is in no state to answer")
    NO_ANSWER = "no_answer", _("Yes: we tried, and there was no answer")
    REFUSED = "refused", _("Yes: the client said no")


class Verdict(models.TextChoices):
    JUSTIFIED = "justified", _("Justified")
    CONCERN = "concern", _("A concern")


def said(field):
    """The text is there, and long enough to say something when the blanks around it are gone."""
    blanks = Value(" \t\r\n")
    trimmed = Func(F(field), blanks, function="btrim", output_field=models.TextField())
    return GreaterThanOrEqual(Length(trimmed), FEWEST_LETTERS)


class EmergencySwitch(models.Model):
    """Turned on or off for an organization; the newest row is in force, and none means off."""

    guarded = True

    id = IdField()
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="emergency_switches"
    )
    is_on = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["organization", "-at"], name="emergency_switch_newest")]

    def __str__(self):
        return f"emergency access of {self.organization_id}: {self.is_on}"


class EmergencyWish(models.Model):
    """Whether nobody may use emergency access for this client; the newest row is in force."""

    guarded = True

    id = IdField()
    client = models.ForeignKey(Client, models.PROTECT, related_name="emergency_wishes")
    is_barred = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["client", "-at"], name="emergency_wish_newest")]

    def __str__(self):
        return f"emergency access for {self.client_id}: {not self.is_barred}"


class EmergencyQuerySet(models.QuerySet):
    def to_review(self):
        """Nobody has said what they think of it; the oldest first."""
        return self.filter(review=None).order_by("begun_at", "id")

    def reviewed(self, verdict):
        """With this verdict, the latest first."""
        return self.filter(review__verdict=verdict).order_by("-begun_at", "-id")


class EmergencyAccess(models.Model):
    """One provider, one client, one organization, two hours. Begun by `begin_emergency` alone.

    Its provider does not read the row: the functions of the database show it while it is open.
    """

    guarded = True

    id = IdField()
    client = models.ForeignKey(Client, models.PROTECT, related_name="emergencies")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="emergencies")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="emergencies")
    ground = models.CharField(max_length=20, choices=Ground)
    nature = models.CharField(max_length=MOST_LETTERS)
    asked = models.CharField(max_length=20, choices=Asked)
    asked_how = models.CharField(max_length=500, blank=True, db_default="")
    begun_at = models.DateTimeField(editable=False)
    until = models.DateTimeField(editable=False)

    objects = EmergencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("emergency access")
        verbose_name_plural = _("emergency accesses")
        ordering = ["-begun_at", "-id"]
        indexes = [
            models.Index(fields=["provider", "-until"], name="emergency_of_provider"),
            models.Index(fields=["begun_at", "id"], name="emergency_by_age"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ground__in=Ground.values), name="emergency_ground_is_known"
            ),
            models.CheckConstraint(
                condition=Q(asked__in=Asked.values), name="emergency_asked_is_known"
            ),
            models.CheckConstraint(condition=said("nature"), name="emergency_says_its_nature"),
            models.CheckConstraint(
                condition=Q(until=F("begun_at") + LASTS), name="emergency_lasts_two_hours"
            ),
            models.CheckConstraint(
                condition=~Q(asked="refused") | Q(ground="threat"),
                name="emergency_against_a_no_needs_a_threat",
            ),
            models.CheckConstraint(
                condition=Q(asked__in=["no_time", "unable"]) | ~Q(asked_how=""),
                name="emergency_says_how_it_asked",
            ),
        ]

    def __str__(self):
        return f"emergency access {self.pk}"


class EmergencyDelay(models.Model):
    """That the client is not told before this moment, because it would put somebody in danger."""

    guarded = True

    id = IdField()
    access = models.ForeignKey(EmergencyAccess, models.PROTECT, related_name="delays")
    reason = models.CharField(max_length=MOST_LETTERS)
    until = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=said("reason"), name="emergency_delay_says_why"),
            models.CheckConstraint(
                condition=Q(until__gt=F("at"), until__lte=F("at") + LONGEST_DELAY),
                name="emergency_delay_ends_in_thirty_days",
            ),
        ]

    def __str__(self):
        return f"{self.access} untold until {self.until}"


class EmergencyReview(models.Model):
    """What a privacy officer thinks of it; said once. A concern stays on the list of incidents."""

    guarded = True

    id = IdField()
    access = models.OneToOneField(EmergencyAccess, models.PROTECT, related_name="review")
    verdict = models.CharField(max_length=20, choices=Verdict)
    words = models.CharField(max_length=MOST_LETTERS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="emergency_verdict_is_known"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="emergency_verdict_has_words"),
        ]

    def __str__(self):
        return f"{self.verdict} on {self.access}"
