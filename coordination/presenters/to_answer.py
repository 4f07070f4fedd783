"""What clients wait for a provider to answer, as the work list has it; never a word of theirs."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from coordination.models import Amendment
from coordination.presenters.staff import about, people_with
from releases.presenters import day


@dataclass(frozen=True)
class Line:
    """One thing to answer: where, what, from whom, and since when."""

    href: str
    what: str
    who: str
    detail: str
    since: datetime


def to_answer(provider, most):
    """The first of them, those that have waited longest first."""
    asked = list(Amendment.objects.to_answer(provider).select_related("item")[:most])
    people = people_with({one.client_id for one in asked}) if asked else {}
    return [_correction(one, about([one.client_id], people)) for one in asked]


def _correction(asked, who):
    words = {"kind": asked.item.get_kind_display(), "day": day(asked.item.service_date)}
    return Line(
        reverse("amendment_answer", args=[asked.pk]),
        _("Correction asked for: %(kind)s, %(day)s") % words,
        who,
        _("Answer until %(day)s") % {"day": day(asked.due_at)},
        asked.asked_at,
    )
