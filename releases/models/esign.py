"""What signing online means, in words kept by version, and who agreed to it when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.clock import ClockTimestamp
from ledger.ids import IdField


class EsignTermsQuerySet(models.QuerySet):
    def current(self, language):
        """Today's words in this language; in English where they are not translated."""
        newest = self.order_by("-version")
        version = newest.values_list("version", flat=True).first()
        found = {one.language: one for one in newest.filter(version=version)}
        return found.get(language) or found["en"]


class EsignTerms(models.Model):
    """One version of what has to be said before anybody signs online: 15 U.S.C. 7001(c)."""

    guarded = True

    id = IdField()
    language = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    statements = models.JSONField()
    created_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    objects = EsignTermsQuerySet.as_manager()

    class Meta:
        ordering = ["language", "-version"]
        verbose_name_plural = "terms of signing online"
        constraints = [
            models.UniqueConstraint(fields=["language", "version"], name="esign_terms_are_unique")
        ]

    def __str__(self):
        return f"esign {self.language} v{self.version}"


class EsignAgreementQuerySet(models.QuerySet):
    def standing_of(self, user):
        """The agreement of this person that holds now: to today's version, not taken back."""
        today = EsignTerms.objects.order_by("-version").values("version")[:1]
        return self.filter(user=user, withdrawn_at=None, version=models.Subquery(today)).first()


class EsignAgreement(models.Model):
    """One person's agreement to sign online, with the words and the proof that they open a PDF.

    It can be taken back, once; nothing else of it ever changes.
    """

    guarded = True

    id = IdField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="esign_agreements"
    )
    terms = models.ForeignKey(EsignTerms, models.PROTECT, related_name="agreements")
    version = models.PositiveIntegerField()
    shown = models.TextField()
    shown_sha256 = models.CharField(max_length=64)
    code = models.CharField(max_length=12)
    """What the person read in the sample file and typed."""
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = EsignAgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "version"],
                condition=Q(withdrawn_at=None),
                name="esign_agreement_once",
            ),
            models.CheckConstraint(condition=~Q(code=""), name="esign_agreement_has_a_code"),
        ]

    def __str__(self):
        return f"{self.terms} of {self.user_id}"
