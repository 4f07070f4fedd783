"""What staff wrote down of a stop that a client gave them by word of mouth or in writing."""

from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clients.names import isolated
from releases.presenters import day


class How(models.TextChoices):
    ORAL = "oral", gettext_lazy("By word of mouth or on the phone")
    WRITTEN = "written", gettext_lazy("In writing")


def in_words(detail):
    """How a stop was given, from the detail of its ledger line; nothing for a client's own."""
    if "told_by" not in detail:
        return ""
    words = {
        "name": isolated(detail["told_by"]),
        "day": day(date.fromisoformat(detail["told_on"])),
    }
    if detail["how"] == How.WRITTEN:
        return _("%(name)s wrote so on %(day)s.") % words
    return _("%(name)s said so on %(day)s.") % words
