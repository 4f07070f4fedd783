"""What clients wait for a provider to answer, as the work list has it; never a word of theirs."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from coordination.models import Amendment, TeamCopy
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
    is_new: bool = False


def to_answer(provider, most):
    """The first of them, those that have waited longest first."""
    asked = list(Amendment.objects.to_answer(provider).select_related("item")[:most])
    written = TeamCopy.objects.addressed_to(provider).unanswered().select_related("message")
    written = list(written.defer("message__words")[:most])
    clients = {one.client_id for one in (*asked, *(copy.message for copy in written))}
    people = people_with(clients) if clients else {}
    lines = [_correction(one, about([one.client_id], people)) for one in asked]
    lines += [_message(one, about([one.message.client_id], people)) for one in written]
    return sorted(lines, key=lambda line: line.since)[:most]


def unread_from_clients(provider):
    """How many messages of clients the provider has not read."""
    return TeamCopy.objects.addressed_to(provider).filter(read_at=None).count()


def _correction(asked, who):
    words = {"kind": asked.item.get_kind_display(), "day": day(asked.item.service_date)}
    return Line(
        reverse("amendment_answer", args=[asked.pk]),
        _("Correction asked for: %(kind)s, %(day)s") % words,
        who,
        _("Answer until %(day)s") % {"day": day(asked.due_at)},
        asked.asked_at,
    )


def _message(copy, who):
    written = copy.message.written_at
    return Line(
        reverse("from_client", args=[copy.pk]),
        _("Message from a client"),
        who,
        _("Written %(day)s") % {"day": day(written)},
        written,
        is_new=copy.read_at is None,
    )
