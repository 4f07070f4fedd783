"""Where providers belong."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.clock import ClockTimestamp, StatementTimestamp
from ledger.ids import IdField
from providers.models.querysets import EntryQuerySet
from providers.models.vocabulary import TimeZone
from providers.npi import Identified, npi_constraints
from providers.phones import Reachable, phone_constraint


class OrganizationQuerySet(EntryQuerySet):
    def active(self):
        """Those that somebody can join: not the deactivated ones."""
        return self.filter(is_active=True)

    def kept_by(self, user):
        """Those that this person may edit: all of them, or their own; row security agrees."""
        if user.is_directory_admin:
            return self
        now = Q(during__contains=StatementTimestamp())
        own = user.practices_administered.filter(now).values("organization")
        return self.filter(pk__in=own)


class Organization(Identified, Reachable):
    guarded = True

    class Kind(models.TextChoices):
        PRACTICE = "practice", _("Practice")
        CLINIC = "clinic", _("Clinic")
        HOSPITAL = "hospital", _("Hospital")
        PROGRAMME = "programme", _("Treatment programme")
        SCHOOL = "school", _("School")
        OTHER = "other", _("Other organization")

    id = IdField()
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PRACTICE)
    said_phone = models.CharField(max_length=40, blank=True, db_default="", default="")
    """A number that was typed before numbers were checked and could not be read."""
    time_zone = models.CharField(
        _("time zone"), max_length=30, choices=TimeZone, blank=True, db_default="", default=""
    )
    is_part2_programme = models.BooleanField(_("42 CFR Part 2 programme"), default=False)
    is_active = models.BooleanField(_("active"), default=True, db_default=True, editable=False)
    """Nobody belongs to one that is not; the ledger says since when, by whom and why."""
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    """The entry of the same organization that goes on."""
    created_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)
    kept_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)
    """When somebody last changed or confirmed what stands here: the database's word."""

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["name", "id"], name="organization_by_name")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organization_has_a_name"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=["practice", "clinic", "hospital", "programme", "school", "other"]
                ),
                name="organization_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(time_zone="") | Q(time_zone__in=TimeZone.values),
                name="organization_time_zone_is_known",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(is_active=False),
                name="merged_organization_is_deactivated",
            ),
            phone_constraint("organization"),
            *npi_constraints("organization"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organization_page", args=[self.pk])
