"""Secrets by which the programs of an organization read the directory."""

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, F, Func, Q
from django.utils.translation import gettext_lazy as _

from ledger.clock import ClockTimestamp
from ledger.ids import IdField
from providers.models.organizations import Organization


class Works(Func):
    """Whether the token lets anybody in now: the database's word, for those who keep it."""

    function = "api_token_works"
    output_field = BooleanField()


class ApiTokenQuerySet(models.QuerySet):
    def of(self, organization):
        """Those of the organization, newest first, each with `works`."""
        found = self.filter(organization=organization).annotate(works=Works("pk"))
        return found.select_related("made_by", "revoked_by").order_by("-made_at", "-id")


class ApiTokenManager(models.Manager.from_queryset(ApiTokenQuerySet)):  # type: ignore[misc]
    """Leaves out the hash, which nobody may read."""

    def get_queryset(self):
        return super().get_queryset().defer("hash")


class ApiToken(models.Model):
    """Reads the public part of the directory for one organization until it ends or is revoked.

    Only the hash of its secret is kept, and only the database's own functions read that.
    """

    guarded = True

    id = IdField()
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="api_tokens")
    purpose = models.CharField(_("what it is for"), max_length=100)
    hash = models.CharField(max_length=64, unique=True, editable=False)
    """SHA-256 of the secret, which has 256 random bits: there is nothing to guess."""
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)
    ends_at = models.DateTimeField(_("works until"))
    last_used_at = models.DateTimeField(null=True, editable=False)
    """To the hour: a look does not cost a write."""
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ApiTokenManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(purpose=""), name="api_token_says_what_for"),
            models.CheckConstraint(
                condition=Q(hash__regex=r"^[0-9a-f]{64}$"), name="api_token_is_hashed"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("made_at")), name="api_token_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="api_token_is_revoked_by_somebody",
            ),
        ]

    def __str__(self):
        return self.purpose
