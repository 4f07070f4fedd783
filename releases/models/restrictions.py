"""A client's "not this, not them", which outranks every release."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clients.models import Client
from ledger.clock import ClockTimestamp, StatementTimestamp
from ledger.ids import IdField
from providers.models import Organization, Provider


class RestrictionQuerySet(models.QuerySet):
    def of(self, client):
        """What this client has restricted, lifted or not."""
        return self.filter(client=client)

    def in_force(self):
        """Begun and not lifted, by the database's clock."""
        now = StatementTimestamp()
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now)


class Restriction(models.Model):
    """For one provider, one organization, or everyone; about one item, some kinds, or everything.

    `item` is an id without a foreign key: items live on a floor above.
    """

    guarded = True

    id = IdField()
    client = models.ForeignKey(Client, models.PROTECT, related_name="restrictions")
    provider = models.ForeignKey(
        Provider, models.PROTECT, null=True, blank=True, related_name="restrictions"
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="restrictions"
    )
    item = models.UUIDField(null=True, blank=True)
    categories = ArrayField(models.CharField(max_length=40), null=True, blank=True)
    starts_at = models.DateTimeField(_("from"), db_default=ClockTimestamp())
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    created_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(provider__isnull=True) | Q(organization__isnull=True),
                name="restriction_names_one_party_at_most",
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=True) | Q(categories__isnull=True),
                name="restriction_names_item_or_categories",
            ),
            models.CheckConstraint(
                condition=Q(categories__isnull=True) | Q(categories__len__gt=0),
                name="restriction_categories_not_empty",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="restriction_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"restriction {self.pk}"
