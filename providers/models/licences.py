"""Licences of providers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.clock import ClockTimestamp
from ledger.ids import IdField
from providers.models.entries import Provider
from providers.models.querysets import DirectoryQuerySet
from providers.models.vocabulary import STATES


class Licence(models.Model):
    """What a state lets a provider do, until when."""

    guarded = True

    id = IdField()
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="licences")
    state = models.CharField(_("state"), max_length=2)
    number = models.CharField(_("licence number"), max_length=40)
    kind = models.CharField(_("what it is for"), max_length=100, blank=True, db_default="")
    ends = models.DateField(_("last day"), null=True, blank=True)
    created_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        ordering = ["state", "number"]
        indexes = [
            models.Index(fields=["state", "number"], name="licence_by_number"),
            models.Index(fields=["ends"], name="licence_by_end"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="licence_state_is_known"),
            models.CheckConstraint(condition=~Q(number=""), name="licence_has_a_number"),
            models.UniqueConstraint(
                fields=["provider", "state", "number"], name="licence_is_said_once"
            ),
        ]

    def __str__(self):
        return f"{self.state} {self.number}"
