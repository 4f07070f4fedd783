"""Entries of the directory that were, or were not, the same person or organization."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger.clock import ClockTimestamp
from ledger.ids import IdField
from providers.models.entries import Provider
from providers.models.organizations import Organization
from providers.models.querysets import DirectoryQuerySet


def _one_of(model):
    return models.ForeignKey(model, models.PROTECT, null=True, related_name="+")


def _is_a_pair(name):
    """Two different providers, or two different organizations."""
    people = Q(provider__isnull=False, other_provider__isnull=False)
    places = Q(organization__isnull=False, other_organization__isnull=False)
    no_people = Q(provider=None, other_provider=None)
    no_places = Q(organization=None, other_organization=None)
    return models.CheckConstraint(
        condition=(people & no_places & ~Q(provider=F("other_provider")))
        | (places & no_people & ~Q(organization=F("other_organization"))),
        name=name,
    )


class PairQuerySet(DirectoryQuerySet):
    def of(self, entry, other):
        """Those of these two entries, named in this order."""
        name = entry._meta.model_name
        return self.filter(**{name: entry, f"other_{name}": other})


class _Pair(models.Model):
    id = IdField()
    provider = _one_of(Provider)
    other_provider = _one_of(Provider)
    organization = _one_of(Organization)
    other_organization = _one_of(Organization)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    objects = PairQuerySet.as_manager()

    class Meta:
        abstract = True


class Merge(_Pair):
    """The other entry was absorbed by the one; what both said before, and what it changed."""

    guarded = True

    why = models.CharField(_("how you know"), max_length=500)
    before = models.JSONField(encoder=DjangoJSONEncoder)
    """`fields` of the one; `other_fields`; `memberships` of the other that ran or would."""
    after = models.JSONField(encoder=DjangoJSONEncoder)
    """`fields` of the one that it changed; ids of its new `parts`, and of its `memberships`."""
    undone_at = models.DateTimeField(null=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            _is_a_pair("merge_is_of_two"),
            models.CheckConstraint(condition=~Q(why=""), name="merge_says_why"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_is_undone_by_somebody",
            ),
            *(
                models.UniqueConstraint(
                    fields=[f"other_{name}"],
                    condition=Q(undone_at=None),
                    name=f"{name}_is_absorbed_once",
                )
                for name in ("provider", "organization")
            ),
        ]

    def __str__(self):
        return f"{self.absorbed} into {self.survivor}"

    @property
    def survivor(self):
        return self.provider or self.organization

    @property
    def absorbed(self):
        return self.other_provider or self.other_organization


class Apart(_Pair):
    """Somebody has looked: these two are not the same. The one with the lower id comes first."""

    guarded = True

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            _is_a_pair("apart_is_of_two"),
            *(
                models.UniqueConstraint(
                    fields=[name, f"other_{name}"], name=f"{name}_told_apart_once"
                )
                for name in ("provider", "organization")
            ),
        ]

    def __str__(self):
        return f"{self.pk}"
