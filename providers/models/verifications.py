"""What was checked of an entry, as it stood then, and what was seen: added, never edited."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from ledger.clock import ClockTimestamp, StatementTimestamp
from ledger.ids import IdField
from providers.models.entries import Provider
from providers.models.licences import Licence

LASTS = timedelta(days=365)
"""How long a check is good for."""
LICENCE = ("state", "number", "kind", "ends")
SAYS = {"identity": ("name", "npi"), "email": ("email",), "licence": LICENCE}
"""What each sort of check is about: the fields that have to say still what they said."""


def _says(about, prefix=""):
    return JSONObject(**{name: F(prefix + name) for name in SAYS[about]})


_SAME = {name: OuterRef(name) for name in ("provider", "about", "subject_id")}


def _stands():
    """Of a check: the entry says the same still."""
    person = Q(about="identity", said=_says("identity", "provider__"))
    address = Q(about="email", said=_says("email", "provider__"))
    licences = Licence.objects.filter(pk=OuterRef("subject_id")).annotate(says=_says("licence"))
    return person | address | Q(Exists(licences.filter(says=OuterRef("said"))))


class VerificationQuerySet(models.QuerySet):
    def standing(self):
        """Checks of what the entry still says."""
        return self.filter(_stands())

    def recent(self):
        """Checks not older than a year."""
        return self.filter(at__gt=StatementTimestamp() - LASTS)

    def due(self):
        """Checks of what the entry still says, a year old, with none of the same since."""
        since = Verification.objects.recent().filter(**_SAME, said=OuterRef("said"))
        old = self.filter(at__lte=StatementTimestamp() - LASTS)
        return old.filter(_stands(), ~Exists(since))

    def overtaken(self):
        """Checks of what stands in the entry still and says something else now."""
        there = Q(about="identity") | Q(about="email", provider__email__gt="")
        there |= Q(Exists(Licence.objects.filter(pk=OuterRef("subject_id"))))
        standing = Verification.objects.standing().filter(**_SAME)
        return self.filter(there, ~_stands(), ~Exists(standing))


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
    saw = models.CharField(_("what was seen"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    objects = VerificationQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["provider", "about", "subject_id", "at"], name="check_by_subject")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(about__in=["identity", "licence", "email"]), name="check_is_of_a_kind"
            ),
            models.CheckConstraint(condition=~Q(saw=""), name="check_tells_what_was_seen"),
        ]

    def __str__(self):
        return f"{self.provider}: {self.about}"
