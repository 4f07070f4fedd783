"""What was checked of an entry, as it stood then, and what was seen: added, never edited."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ledger.clock import ClockTimestamp, StatementTimestamp
from ledger.ids import IdField
from providers.models.entries import Provider

LASTS = timedelta(days=365)
"""How long a check is good for."""
LICENCE = ("state", "number", "kind", "ends")
SAYS = {"identity": ("name", "npi"), "email": ("email",), "licence": LICENCE}
"""What each sort of check is about: the fields that have to say still what they said."""
_SAME = {name: OuterRef(name) for name in ("provider", "about", "subject_id")}


class VerificationQuerySet(models.QuerySet):
    def standing(self):
        """Checks of what the entry still says."""
        return self.filter(stands=True)

    def recent(self):
        """Checks not older than a year."""
        return self.filter(at__gt=StatementTimestamp() - LASTS)

    def due(self):
        """Checks of what the entry still says, a year old, with none of the same since."""
        since = Verification.objects.standing().recent().filter(**_SAME)
        return self.standing().filter(~Exists(since), at__lte=StatementTimestamp() - LASTS)

    def overtaken(self):
        """Checks of what stands in the entry still and says something else now."""
        standing = Verification.objects.standing().filter(**_SAME)
        return self.filter(~Exists(standing), stands=False)


class Verification(models.Model):
    """Somebody who keeps the directory looked at one thing of an entry, and saw that it is so."""

    guarded = True

    class About(models.TextChoices):
        IDENTITY = "identity", _("Who they are")
        LICENCE = "licence", _("Licence")
        EMAIL = "email", _("E-mail address")

    id = IdField()
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="verifications")
    about = models.CharField(max_length=10, choices=About)
    subject_id = models.UUIDField()
    """The licence, or the entry itself. No foreign key: a licence that was entered by mistake is
    taken away, and what was seen of it stays."""
    said = models.JSONField()
    """What the entry said of it at that moment."""
    stands = models.BooleanField(null=True, default=True, db_default=True, editable=False)
    """Whether it says so still; null where that thing is not there any more. Kept by triggers."""
    saw = models.CharField(_("what was seen"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    objects = VerificationQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["provider", "about", "subject_id", "at"], name="check_by_subject"),
            models.Index(fields=["at"], condition=Q(stands=True), name="check_by_age"),
            models.Index(
                fields=["provider", "about", "subject_id"],
                condition=Q(stands=False),
                name="check_overtaken",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(about__in=["identity", "licence", "email"]), name="check_is_of_a_kind"
            ),
            models.CheckConstraint(condition=~Q(saw=""), name="check_tells_what_was_seen"),
        ]

    def __str__(self):
        return f"{self.provider}: {self.about}"
