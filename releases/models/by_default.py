"""What a practice asks every new client, whom it has asked, and who wants none of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clients.models import Client
from ledger.clock import ClockTimestamp
from ledger.ids import IdField
from providers.models import Organization, Provider
from releases.models.vocabulary import EXCLUSIVE, Purpose, Way


class DefaultRequest(models.Model):
    """What an organization asks every new client: the same of each, with the same few partners."""

    guarded = True

    id = IdField()
    organization = models.OneToOneField(
        Organization, models.PROTECT, related_name="default_request"
    )
    way = models.CharField(max_length=10, choices=Way, default=Way.BOTH)
    categories = ArrayField(models.CharField(max_length=40))
    purposes = ArrayField(models.CharField(max_length=40))
    months = models.PositiveSmallIntegerField(_("months"), default=12)
    set_by = models.ForeignKey(Provider, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(way__in=Way.values), name="default_way_is_known"),
            models.CheckConstraint(
                condition=Q(categories__len__gt=0) & ~Q(categories__overlap=list(EXCLUSIVE)),
                name="default_asks_for_something",
            ),
            models.CheckConstraint(
                condition=Q(purposes__len__gt=0) & Q(purposes__contained_by=Purpose.values),
                name="default_says_what_for",
            ),
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=12), name="default_lasts_a_year_at_most"
            ),
        ]

    def __str__(self):
        return f"what {self.organization} asks"


class DefaultPartner(models.Model):
    """Somebody with whom it would be shared."""

    guarded = True

    id = IdField()
    request = models.ForeignKey(DefaultRequest, models.CASCADE, related_name="partners")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["provider__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "provider"], name="default_partner_is_named_once"
            )
        ]

    def __str__(self):
        return str(self.provider)


class DefaultAsk(models.Model):
    """That an organization has asked this client by default, or that its provider left it out.

    Either way it is done: there is one line for a client and an organization, ever.
    """

    guarded = True

    id = IdField()
    client = models.ForeignKey(Client, models.PROTECT, related_name="default_asks")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    by = models.ForeignKey(Provider, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)
    was_left_out = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "organization"], name="default_is_asked_once_ever"
            )
        ]

    def __str__(self):
        return f"{self.organization} asked"


class NotByDefault(models.Model):
    """A client who is asked nothing by default any more, by nobody."""

    guarded = True

    client = models.OneToOneField(
        Client, models.PROTECT, primary_key=True, related_name="not_by_default"
    )
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    def __str__(self):
        return "not by default"
