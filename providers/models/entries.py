"""People who provide care, and their standing."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.clock import ClockTimestamp, StatementTimestamp
from ledger.ids import IdField
from providers.languages import Spoken
from providers.models.querysets import EntryQuerySet
from providers.models.vocabulary import Profession, Standing
from providers.npi import Identified, npi_constraints
from providers.phones import Reachable, phone_constraint


class ProviderQuerySet(EntryQuerySet):
    def acting_for(self, user):
        """The directory entry that this login acts as: none unless its standing is active."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(user=user, standing=Standing.ACTIVE)

    def proposed(self):
        """Entered by a provider who wants to ask about them, and not verified yet."""
        return self.filter(standing=Standing.UNVERIFIED, proposed_by__isnull=False)

    def in_state(self, state):
        """Those with an address there, of their own or of where they work now."""
        here = Q(locations__state=state)
        now = Q(memberships__during__contains=StatementTimestamp())
        work = now & Q(memberships__organization__locations__state=state)
        return self.filter(pk__in=self.model.objects.filter(here | work).values("pk"))

    def addressable(self):
        """Providers that something can be shared with: active, with or without a login."""
        return self.filter(standing=Standing.ACTIVE)


def _list_of(field, **facts):
    return ArrayField(field, default=list, db_default=[], blank=True, **facts)


class Provider(Identified, Reachable):
    guarded = True

    Profession = Profession

    id = IdField()
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="provider"
    )
    name = models.CharField(_("full name"), max_length=200)
    other_names = _list_of(models.CharField(max_length=200), verbose_name=_("other names"))
    credentials = models.CharField(_("credentials"), max_length=60, blank=True)
    profession = models.CharField(_("profession"), max_length=30, choices=Profession)
    taxonomy = _list_of(models.CharField(max_length=10), verbose_name=_("taxonomy codes"))
    """Codes of TaxonomyCode, the main one first."""
    languages = _list_of(models.CharField(max_length=3), verbose_name=_("languages"))
    """Codes of Spoken."""
    email = models.EmailField(_("e-mail address"), blank=True)
    secure_email = models.EmailField(
        _("secure e-mail address"), blank=True, db_default="", default=""
    )
    said_phone = models.CharField(max_length=40, blank=True, db_default="", default="")
    """A number that was typed before numbers were checked and could not be read."""
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
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    """The entry of the same person that goes on; this one is worth nothing any more."""
    created_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)
    kept_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)
    """When somebody last changed or confirmed what stands here: the database's word."""

    objects = ProviderQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["name", "id"], name="provider_by_name"),
            # Those in use are few among those whom lists brought.
            models.Index(
                fields=["name", "id"], condition=Q(standing="active"), name="provider_used"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="provider_has_a_name"),
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="provider_standing_is_known"
            ),
            models.CheckConstraint(
                condition=Q(profession__in=Profession.values), name="provider_profession_is_known"
            ),
            models.CheckConstraint(
                condition=Q(languages__contained_by=Spoken.values),
                name="provider_languages_are_known",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(standing=Standing.SUSPENDED),
                name="merged_provider_is_suspended",
            ),
            phone_constraint("provider"),
            *npi_constraints("provider"),
        ]

    def __str__(self):
        return f"{self.name}, {self.credentials}" if self.credentials else self.name

    def get_absolute_url(self):
        return reverse("provider_page", args=[self.pk])

    @property
    def is_unverified(self):
        return self.standing == Standing.UNVERIFIED

    @property
    def town(self):
        """Where they work, for somebody from `with_places`: by an address of their own, or of a
        workplace of now."""
        places = [*self.locations.all()]
        places += [one for work in self.workplaces for one in work.organization.locations.all()]
        return next((f"{one.city}, {one.state}".rstrip(", ") for one in places), "")

    @property
    def spoken(self):
        """The languages, by name."""
        return [Spoken(code).label for code in self.languages]


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
