"""Who belongs where, and when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.clock import StatementTimestamp
from ledger.ids import IdField
from providers.models.entries import Provider
from providers.models.organizations import Organization
from providers.models.querysets import DirectoryQuerySet


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
