"""The words that a client signs, kept by version: data, never edited once somebody signed it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.clock import ClockTimestamp
from ledger.ids import IdField


class Instrument(models.TextChoices):
    GENERAL = "general", _("Release of information")
    PSYCHOTHERAPY_NOTES = "psychotherapy_notes", _("Release of psychotherapy notes")
    SUD_COUNSELING_NOTES = "sud_counseling_notes", _("Release of SUD counseling notes")


class FormVersionQuerySet(models.QuerySet):
    def newest(self, instrument, language):
        """The form to show today, or None where this instrument has none in this language."""
        return self.filter(instrument=instrument, language=language).order_by("-version").first()


class FormVersion(models.Model):
    """One version of a form's text: sentences into which the names of a release are filled.

    `{client}`; `{disclosers}` and `{recipients}`, the two sides as written; `{tellers}` and
    `{hearers}`, everybody who does it: on a two-way release, both sides.
    """

    guarded = True

    id = IdField()
    instrument = models.CharField(max_length=30, choices=Instrument)
    language = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    statements = models.JSONField()
    created_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        ordering = ["instrument", "language", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "language", "version"], name="form_version_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(instrument__in=Instrument.values), name="form_version_instrument"
            ),
        ]

    def __str__(self):
        return f"{self.instrument} {self.language} v{self.version}"

    def sentences_for(self, categories):
        """The statements that a release of these kinds needs; some are for one kind only."""
        return [one for one in self.statements if one.get("when") in {None, *categories}]

    def codes_for(self, categories):
        """What these statements are called, whatever the language."""
        return {one["code"] for one in self.sentences_for(categories)}
