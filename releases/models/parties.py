"""Whom a release names."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.ids import IdField
from providers.models import Organization, Provider


class Party(models.Model):
    """One provider or one organization that a release names, on one side of it."""

    guarded = True

    class Side(models.TextChoices):
        DISCLOSER = "discloser", _("tells")
        RECIPIENT = "recipient", _("hears")

    id = IdField()
    release = models.ForeignKey("releases.Release", models.CASCADE, related_name="parties")
    side = models.CharField(max_length=10, choices=Side)
    provider = models.ForeignKey(
        Provider, models.PROTECT, null=True, blank=True, related_name="release_parties"
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="release_parties"
    )

    named = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="followed_by"
    )
    """The party that was signed, where this one follows it: another entry of the same person."""
    since = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["side", "id"]
        verbose_name_plural = "parties"
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=["discloser", "recipient"]), name="party_side_is_known"
            ),
            models.CheckConstraint(
                condition=Q(provider__isnull=True) ^ Q(organization__isnull=True),
                name="party_is_a_provider_or_an_organization",
            ),
            models.CheckConstraint(
                condition=Q(named=None, since=None)
                | Q(named__isnull=False, since__isnull=False, provider__isnull=False),
                name="party_follows_since_a_moment",
            ),
            models.UniqueConstraint(
                fields=["release", "side", "provider", "organization"],
                nulls_distinct=False,
                name="party_once_per_side",
            ),
        ]

    def __str__(self):
        return str(self.provider or self.organization)
