"""The act of signing: who, how, when, and the exact words that were on the screen."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clients.models import Representative
from ledger.clock import ClockTimestamp
from ledger.ids import IdField
from releases.models.esign import EsignAgreement
from releases.models.forms_of_law import FormVersion
from releases.models.papers import PaperOriginal
from releases.models.releases import Release, SignedBy


class Assent(models.TextChoices):
    """What a minor thinks of it, as whoever signs for them says."""

    AGREES = "agrees", _("agrees")
    TOO_YOUNG = "too_young", _("is too young to be asked")
    OBJECTS = "objects", _("does not agree")


class Signature(models.Model):
    """Evidence of one signature; `shown` holds the bytes that `shown_sha256` is the hash of.

    One on paper has an `original` in place of a signer; its `at` is when that was recorded.
    """

    guarded = True

    id = IdField()
    release = models.ForeignKey(Release, models.PROTECT, related_name="signatures")
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="signatures"
    )
    """Whoever signed here; whoever signed on paper may have no account."""
    original = models.ForeignKey(
        PaperOriginal, models.PROTECT, null=True, blank=True, related_name="signatures"
    )
    role = models.CharField(max_length=20, choices=SignedBy, default=SignedBy.CLIENT)
    representative = models.ForeignKey(
        Representative, models.PROTECT, null=True, blank=True, related_name="signatures"
    )
    typed_name = models.CharField(_("full name"), max_length=200)
    assent = models.CharField(max_length=20, choices=Assent, blank=True, db_default="")
    """Empty where nobody signs for a minor, and where another release was assented to before."""
    assent_words = models.CharField(max_length=500, blank=True, db_default="")
    initialled = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    form_version = models.ForeignKey(FormVersion, models.PROTECT, related_name="signatures")
    language = models.CharField(max_length=10)
    shown = models.TextField()
    shown_sha256 = models.CharField(max_length=64)
    agreement = models.ForeignKey(
        EsignAgreement, models.PROTECT, null=True, blank=True, related_name="signatures"
    )
    """To sign online at all; the site signs with one, what was signed on paper has none."""
    drawing = models.BinaryField(null=True, blank=True)
    """A small PNG of ours, drawn beside the name by whoever wanted to."""
    authenticated_by = models.CharField(max_length=100, blank=True)
    address = models.GenericIPAddressField(null=True, blank=True)
    user_agent = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["release", "signer"], name="signature_once_per_signer"),
            models.CheckConstraint(condition=~Q(typed_name=""), name="signature_has_a_name"),
            models.CheckConstraint(
                condition=Q(signer__isnull=True) ^ Q(original__isnull=True),
                name="signature_is_here_or_on_paper",
            ),
            models.CheckConstraint(
                condition=Q(role="client", representative__isnull=True)
                | Q(role="representative", representative__isnull=False),
                name="signature_role_and_representative",
            ),
            models.CheckConstraint(
                condition=Q(assent="", assent_words="")
                | Q(assent__in=["agrees", "too_young", "objects"], role="representative"),
                name="signature_assent_is_a_representatives",
            ),
        ]

    def __str__(self):
        return f"{self.typed_name} on {self.release}"
