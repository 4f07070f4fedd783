"""The words of a release: what kind of information, what for, which way, signed as whom."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ledger.ids import IdField

# Alone on their item and on their release, covered by the instrument of the same name only.
EXCLUSIVE = ("psychotherapy_notes", "sud_counseling_notes")


class Category(models.Model):
    """A kind of information. A practice may add its own; the standard ones come by migration."""

    guarded = True

    code = models.CharField(primary_key=True, max_length=40)
    label = models.CharField(_("label"), max_length=100)
    label_es = models.CharField(_("label in Spanish"), max_length=100, blank=True)
    is_sensitive = models.BooleanField(_("sensitive"), default=False)
    fhir_label = models.CharField(max_length=20, blank=True)
    position = models.PositiveSmallIntegerField(default=1000)

    class Meta:
        ordering = ["position", "code"]
        verbose_name_plural = "categories"

    def __str__(self):
        return self.name

    @property
    def name(self):
        """What people call it, in the language of the page; in English where there is no other.

        Data and not a translation of the code: a practice names its own kinds.
        """
        return (self.label_es if get_language() == "es" else "") or self.label


class MinorConsent(models.Model):
    """A line of the practice's state pack: from which age a minor alone consents to a kind.

    Of what is a minor's own in this way a representative sees nothing; see docs/adr/0007.
    """

    guarded = True

    id = IdField()
    category = models.OneToOneField(Category, models.CASCADE, related_name="minor_consent")
    from_age = models.PositiveSmallIntegerField(_("from the age of"))

    class Meta:
        ordering = ["category"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(from_age__lt=18), name="minor_consent_is_of_minors"
            ),
        ]

    def __str__(self):
        return f"{self.category_id} from {self.from_age}"


class Purpose(models.TextChoices):
    CARE_COORDINATION = "care_coordination", _("Working together on my care")
    TREATMENT = "treatment", _("Treatment")
    FAMILY_INVOLVEMENT = "family_involvement", _("Involving my family")
    SCHOOL = "school", _("School")
    PAYMENT = "payment", _("Payment")
    CLIENT_REQUEST = "client_request", _("Because I asked for it")


class Direction(models.TextChoices):
    ONE_WAY = "one_way", _("One way")
    TWO_WAY = "two_way", _("Both ways")


class SignedBy(models.TextChoices):
    CLIENT = "client", _("The client")
    REPRESENTATIVE = "representative", _("A representative")


class Way(models.TextChoices):
    """Who tells whom, as the one who asks would say it."""

    TELL = "tell", _("We may tell them")
    HEAR = "hear", _("They may tell us")
    BOTH = "both", _("Both ways")
