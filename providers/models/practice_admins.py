"""Who keeps what the directory says of one organization."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.clock import StatementTimestamp
from ledger.ids import IdField
from providers.models.organizations import Organization


class PracticeAdminQuerySet(models.QuerySet):
    def running(self):
        """Those of this moment, by the database's clock."""
        return self.filter(during__contains=StatementTimestamp())


class PracticeAdmin(models.Model):
    """Somebody of the staff edits one organization, for an interval of time, and no other."""

    guarded = True

    id = IdField()
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="practice_admins")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="practices_administered"
    )
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    during = DateTimeRangeField(_("during"))

    objects = PracticeAdminQuerySet.as_manager()

    class Meta:
        ordering = ["during"]
        constraints = [
            ExclusionConstraint(
                name="practice_admin_is_named_once",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(during__isempty=False), name="practice_admin_is_for_some_time"
            ),
        ]

    def __str__(self):
        return f"{self.user} for {self.organization}"
