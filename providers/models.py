"""The directory: who provides care, where, and in what standing."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.clock import ClockTimestamp, StatementTimestamp
from ledger.ids import IdField
from providers.npi import IsNpi


class Standing(models.TextChoices):
    UNVERIFIED = "unverified", _("Not verified yet")
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")


def npi_constraints(of):
    """An NPI is one by its own digits, and belongs to one entry; some have none."""
    return [
        models.CheckConstraint(condition=Q(npi="") | Q(IsNpi("npi")), name=f"{of}_npi_is_one"),
        models.UniqueConstraint(fields=["npi"], condition=~Q(npi=""), name=f"{of}_npi_is_unique"),
    ]


class DirectoryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The directory is open to everyone who is signed in."""
        return self if user.is_authenticated else self.none()


class Organization(models.Model):
    guarded = True

    class Kind(models.TextChoices):
        PRACTICE = "practice", _("Practice")
        CLINIC = "clinic", _("Clinic")
        HOSPITAL = "hospital", _("Hospital")
        PROGRAMME = "programme", _("Treatment programme")
        SCHOOL = "school", _("School")

    id = IdField()
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PRACTICE)
    npi = models.CharField(_("NPI"), max_length=10, blank=True, db_default="")
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    is_part2_programme = models.BooleanField(_("42 CFR Part 2 programme"), default=False)
    created_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organization_has_a_name"),
            models.CheckConstraint(
                condition=Q(kind__in=["practice", "clinic", "hospital", "programme", "school"]),
                name="organization_kind_is_known",
            ),
            *npi_constraints("organization"),
        ]

    def __str__(self):
        return self.name


class ProviderQuerySet(DirectoryQuerySet):
    def acting_for(self, user):
        """The directory entry that this login acts as: none unless its standing is active."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(user=user, standing=Standing.ACTIVE)

    def proposed(self):
        """Entered by a provider who wants to ask about them, and not verified yet."""
        return self.filter(standing=Standing.UNVERIFIED, proposed_by__isnull=False)

    def addressable(self):
        """Providers that something can be shared with: active, with or without a login."""
        return self.filter(standing=Standing.ACTIVE)


class Provider(models.Model):
    guarded = True

    class Profession(models.TextChoices):
        THERAPIST = "therapist", _("Therapist")
        PSYCHIATRIST = "psychiatrist", _("Psychiatrist")
        GP = "gp", _("Family doctor")
        COUPLES_COUNSELLOR = "couples_counsellor", _("Couples counsellor")
        FAMILY_COUNSELLOR = "family_counsellor", _("Family counsellor")
        PLAY_THERAPIST = "play_therapist", _("Play therapist")
        OTHER = "other", _("Other professional")

    id = IdField()
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="provider"
    )
    name = models.CharField(_("full name"), max_length=200)
    credentials = models.CharField(_("credentials"), max_length=60, blank=True)
    profession = models.CharField(_("profession"), max_length=30, choices=Profession)
    npi = models.CharField(_("NPI"), max_length=10, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    standing = models.CharField(
        _("standing"), max_length=20, choices=Standing, default=Standing.UNVERIFIED, editable=False
    )
    proposed_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="proposals"
    )
    """The provider who entered them, where it was nobody who keeps the directory."""
    said_workplace = models.CharField(
        _("where they work"), max_length=200, blank=True, editable=False
    )
    """As whoever entered them says: a membership comes from those who keep the directory."""
    created_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    objects = ProviderQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="provider_has_a_name"),
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="provider_standing_is_known"
            ),
            *npi_constraints("provider"),
        ]

    def __str__(self):
        return f"{self.name}, {self.credentials}" if self.credentials else self.name

    @property
    def is_unverified(self):
        return self.standing == Standing.UNVERIFIED


class StandingChange(models.Model):
    """One line of a provider's history: history is added, never edited."""

    guarded = True

    id = IdField()
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="standing_changes")
    standing = models.CharField(max_length=20, choices=Standing)
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    why = models.CharField(_("why"), max_length=500)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="standing_change_is_known"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="standing_change_says_why"),
        ]

    def __str__(self):
        return f"{self.provider} {self.standing}"


class MembershipQuerySet(DirectoryQuerySet):
    def running(self):
        """Those of this moment, by the database's clock."""
        return self.filter(during__contains=StatementTimestamp())

    def over(self):
        """Those that have ended."""
        return self.filter(during__endswith__lte=StatementTimestamp())

    def running_or_planned(self):
        """Those that have not ended, begun or not."""
        endless = Q(during__upper_inf=True)
        return self.filter(endless | Q(during__endswith__gt=StatementTimestamp()))


class Membership(models.Model):
    """A provider belongs to an organization for an interval of time, `[from, until)`."""

    guarded = True

    id = IdField()
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="memberships")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    during = DateTimeRangeField(_("during"))

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["during"]
        constraints = [
            ExclusionConstraint(
                name="membership_does_not_overlap",
                expressions=[
                    ("provider", RangeOperators.EQUAL),
                    ("organization", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(during__isempty=False), name="membership_is_not_empty"
            ),
        ]

    def __str__(self):
        return f"{self.provider} at {self.organization}"
