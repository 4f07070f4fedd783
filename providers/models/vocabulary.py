"""The lists that entries of the directory choose from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from providers.models.querysets import DirectoryQuerySet


class Standing(models.TextChoices):
    UNVERIFIED = "unverified", _("Not verified yet")
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")


class Profession(models.TextChoices):
    """What a provider is, in plain words; what they are to insurers, taxonomy codes say."""

    THERAPIST = "therapist", _("Therapist")
    PSYCHIATRIST = "psychiatrist", _("Psychiatrist")
    GP = "gp", _("Family doctor")
    COUPLES_COUNSELLOR = "couples_counsellor", _("Couples counsellor")
    FAMILY_COUNSELLOR = "family_counsellor", _("Family counsellor")
    PLAY_THERAPIST = "play_therapist", _("Play therapist")
    PSYCHOLOGIST = "psychologist", _("Psychologist")
    SOCIAL_WORKER = "social_worker", _("Social worker")
    COUNSELLOR = "counsellor", _("Counsellor")
    SUBSTANCE_USE_COUNSELLOR = "substance_use_counsellor", _("Substance use counsellor")
    NURSE = "nurse", _("Nurse")
    CHILDRENS_DOCTOR = "childrens_doctor", _("Children's doctor")
    DOCTOR = "doctor", _("Doctor")
    DIETITIAN = "dietitian", _("Dietitian")
    OCCUPATIONAL_THERAPIST = "occupational_therapist", _("Occupational therapist")
    SPEECH_THERAPIST = "speech_therapist", _("Speech therapist")
    SCHOOL_COUNSELLOR = "school_counsellor", _("School counsellor")
    CASE_MANAGER = "case_manager", _("Case manager")
    PEER_SPECIALIST = "peer_specialist", _("Peer specialist")
    OTHER = "other", _("Other professional")


class TimeZone(models.TextChoices):
    """Those of the United States and its territories."""

    EASTERN = "America/New_York", _("Eastern")
    CENTRAL = "America/Chicago", _("Central")
    MOUNTAIN = "America/Denver", _("Mountain")
    ARIZONA = "America/Phoenix", _("Mountain, Arizona")
    PACIFIC = "America/Los_Angeles", _("Pacific")
    ALASKA = "America/Anchorage", _("Alaska")
    HAWAII = "Pacific/Honolulu", _("Hawaii")
    PUERTO_RICO = "America/Puerto_Rico", _("Puerto Rico and Virgin Islands")
    GUAM = "Pacific/Guam", _("Guam and Northern Marianas")
    SAMOA = "Pacific/Pago_Pago", _("American Samoa")


STATES = (
    "AK", "AL", "AR", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL",
    "IN", "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC", "ND", "NE",
    "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT",
    "VA", "VT", "WA", "WI", "WV", "WY", "AS", "GU", "MP", "PR", "VI", "AA", "AE", "AP",
)  # fmt: skip
"""Of the United States, with its territories and its post abroad."""


class TaxonomyCode(models.Model):
    """A code of the National Uniform Claim Committee for what somebody is to an insurer."""

    guarded = True

    code = models.CharField(primary_key=True, max_length=10)
    label = models.CharField(_("label"), max_length=300)
    profession = models.CharField(_("profession"), max_length=30, choices=Profession, blank=True)
    """What we call it in plain words, where we have a word."""

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9A-Z]{9}X$"), name="taxonomy_code_shape"
            ),
            models.CheckConstraint(condition=~Q(label=""), name="taxonomy_has_a_label"),
            models.CheckConstraint(
                condition=Q(profession="") | Q(profession__in=Profession.values),
                name="taxonomy_profession_is_known",
            ),
        ]

    def __str__(self):
        return f"{self.label} ({self.code})"
