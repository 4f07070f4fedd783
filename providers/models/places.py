"""Addresses of providers and organizations."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.clock import ClockTimestamp
from ledger.ids import IdField
from providers.models.entries import Provider
from providers.models.organizations import Organization
from providers.models.querysets import DirectoryQuerySet
from providers.models.vocabulary import STATES
from providers.phones import Reachable, phone_constraint

ZIP = r"^[0-9]{5}(-[0-9]{4})?$"


class Location(Reachable):
    """An address of one provider or of one organization."""

    guarded = True

    class Use(models.TextChoices):
        PRACTICE = "practice", _("Where clients come")
        MAILING = "mailing", _("For letters")

    id = IdField()
    provider = models.ForeignKey(
        Provider, models.PROTECT, null=True, blank=True, related_name="locations"
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="locations"
    )
    use = models.CharField(_("what it is for"), max_length=10, choices=Use, default=Use.PRACTICE)
    street = models.CharField(_("street"), max_length=200)
    more = models.CharField(_("suite, floor"), max_length=200, blank=True, db_default="")
    city = models.CharField(_("city"), max_length=100)
    state = models.CharField(_("state"), max_length=40, blank=True)
    postal_code = models.CharField(_("ZIP code"), max_length=20, blank=True)
    country = models.CharField(_("country"), max_length=2, default="US", db_default="US")
    created_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        ordering = ["-use", "state", "city", "street", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(provider=None, organization__isnull=False)
                | Q(provider__isnull=False, organization=None),
                name="location_is_of_one",
            ),
            models.CheckConstraint(
                condition=Q(use__in=["practice", "mailing"]), name="location_use_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(street="") & ~Q(city=""), name="location_has_street_and_city"
            ),
            models.CheckConstraint(
                condition=Q(country__regex=r"^[A-Z]{2}$"), name="location_country_shape"
            ),
            models.CheckConstraint(
                condition=~Q(country="US") | Q(state__in=STATES, postal_code__regex=ZIP),
                name="location_at_home_has_state_and_zip",
            ),
            phone_constraint("location"),
        ]

    def __str__(self):
        return ", ".join(self.lines)

    @property
    def owner(self):
        return self.provider or self.organization

    @property
    def lines(self):
        """As on an envelope, below the name."""
        place = f"{self.city}, {self.state} {self.postal_code}".rstrip(", ")
        country = "" if self.country == "US" else self.country
        return [line for line in (self.street, self.more, place, country) if line]
