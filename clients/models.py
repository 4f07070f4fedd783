"""The people served, who may act for them, who treats them, and couples and families."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Func, Q
from django.utils.translation import gettext_lazy as _

from ledger.clock import ClockTimestamp, StatementTimestamp
from ledger.ids import IdField
from providers.models import Provider

MAJORITY = 18


class ActingClients(Func):
    """The clients that the acting user is, or represents with authority now."""

    template = "(select acting_clients())"
    output_field = models.UUIDField()


class ClientQuerySet(models.QuerySet):
    def acted_for_by(self, user):
        """The clients that this login is or represents now; the database decides who."""
        return self.filter(pk__in=ActingClients()) if user.is_authenticated else self.none()

    def treated_by(self, provider):
        """The provider's own clients: a treatment is running now."""
        running = Treatment.objects.filter(provider=provider, during__contains=StatementTimestamp())
        return self.filter(pk__in=running.values("client"))


class Client(models.Model):
    guarded = True

    id = IdField()
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="client"
    )
    name = models.CharField(_("full name"), max_length=200)
    preferred_name = models.CharField(_("preferred name"), max_length=100, blank=True)
    born = models.DateField(_("date of birth"), null=True, blank=True)
    both_guardians = models.BooleanField(_("both guardians sign"), default=False, db_default=False)
    """As long as the client is a minor, what a representative signs wants two of them."""
    registered_by = models.ForeignKey(
        Provider, models.PROTECT, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    objects = ClientQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="client_has_a_name"),
        ]

    def __str__(self):
        return self.name

    @property
    def short_name(self):
        """What people call the client on screen."""
        return self.preferred_name or self.name.split(" ")[0]

    @property
    def of_age_on(self):
        """The 18th birthday, on 1 March for who was born on a 29 February, as `majority()` has it;
        None where no date of birth is known."""
        if self.born is None:
            return None
        try:
            return self.born.replace(year=self.born.year + MAJORITY)
        except ValueError:
            return date(self.born.year + MAJORITY, 3, 1)


class Representative(models.Model):
    """A person who may act for a client, on a basis that staff verified, for an interval."""

    guarded = True

    class Basis(models.TextChoices):
        PARENT = "parent", _("Parent")
        GUARDIAN = "guardian", _("Guardian")
        COURT_ORDER = "court_order", _("Court order")
        POWER_OF_ATTORNEY = "power_of_attorney", _("Power of attorney")
        EXECUTOR = "executor", _("Executor")

    id = IdField()
    client = models.ForeignKey(Client, models.PROTECT, related_name="representatives")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="represents"
    )
    name = models.CharField(_("full name"), max_length=200)
    basis = models.CharField(_("basis"), max_length=20, choices=Basis)
    limits = models.CharField(_("limits of the authority"), max_length=500, blank=True)
    during = DateTimeRangeField(_("during"))
    verified_by = models.ForeignKey(
        Provider, models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True, verified_by__isnull=True)
                | Q(verified_at__isnull=False, verified_by__isnull=False),
                name="representative_verified_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(during__isempty=False), name="representative_is_not_empty"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="representative_has_a_name"),
        ]

    def __str__(self):
        return self.name

    @property
    def has_ended(self):
        """At the moment `seen_at` at which the database showed it; a parent's also at 18."""
        of_age_on = self.client.of_age_on if self.ends_at_18 else None
        if of_age_on and of_age_on <= self.seen_at.date():
            return True
        return self.during.upper is not None and self.during.upper <= self.seen_at

    @property
    def ends_at_18(self):
        """A parent's or guardian's, as `clients_authority` has it."""
        return self.basis in (self.Basis.PARENT, self.Basis.GUARDIAN)


class AuthorityDocument(models.Model):
    """The scan of what shows the authority of a representative, sealed; never changed."""

    guarded = True

    representative = models.OneToOneField(
        Representative, models.PROTECT, primary_key=True, related_name="document"
    )
    scan = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    """Of the scan as it was uploaded."""
    media_type = models.CharField(max_length=30)
    kept_by = models.ForeignKey(Provider, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    class Meta:
        ordering = ["at", "representative"]
        constraints = [
            models.CheckConstraint(
                condition=Q(media_type__in=["application/pdf", "image/png", "image/jpeg"]),
                name="authority_document_is_a_scan",
            ),
        ]

    def __str__(self):
        return f"document of {self.representative_id}"


class Treatment(models.Model):
    """Who treats whom, from when until when."""

    guarded = True

    id = IdField()
    client = models.ForeignKey(Client, models.PROTECT, related_name="treatments")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="treatments")
    during = DateTimeRangeField(_("during"))

    class Meta:
        ordering = ["during"]
        constraints = [
            ExclusionConstraint(
                name="treatment_does_not_overlap",
                expressions=[
                    ("provider", RangeOperators.EQUAL),
                    ("client", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(during__isempty=False), name="treatment_is_not_empty"
            ),
        ]

    def __str__(self):
        return f"{self.provider} treats {self.client}"


class UnitQuerySet(models.QuerySet):
    def formed_by(self, provider):
        """The couples and families that this provider sees together."""
        return self.filter(created_by=provider)


class Unit(models.Model):
    """A couple or family that is seen together; what is said about it is about every member."""

    guarded = True

    class Kind(models.TextChoices):
        COUPLE = "couple", _("Couple")
        FAMILY = "family", _("Family")

    class Secrets(models.TextChoices):
        """What was agreed about what one of them says alone; empty while nothing is."""

        NONE = "none", _("No secrets: what one says alone may be spoken of with everybody")
        LIMITED = "limited", _("Limited secrets: some of what one says alone stays there")

    id = IdField()
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    secrets = models.CharField(_("secrets"), max_length=10, choices=Secrets, blank=True)
    members = models.ManyToManyField(Client, through="UnitMember", related_name="units")
    created_by = models.ForeignKey(Provider, models.PROTECT, related_name="+", editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="unit_has_a_name"),
            models.CheckConstraint(
                condition=Q(secrets__in=["", "none", "limited"]), name="unit_secrets_are_known"
            ),
        ]

    def __str__(self):
        return self.name


class UnitMember(models.Model):
    guarded = True

    id = IdField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    client = models.ForeignKey(Client, models.PROTECT, related_name="unit_memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "client"], name="unit_member_once"),
        ]

    def __str__(self):
        return f"{self.client} in {self.unit}"
