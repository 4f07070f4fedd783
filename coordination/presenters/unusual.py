"""Unusual openings as a privacy officer reads them: who opened how much when, and no name of a
client. Whose a line is, the ledger tells, and then the client reads that it was asked."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clients.names import names_of_staff
from coordination import unusual
from coordination.models import Review
from coordination.models.reviews import Rule
from coordination.presenters.ledger_search import Row, rows_of
from ledger.models import Entry, Verb

MOST_LINES = 100


@dataclass(frozen=True)
class Shown:
    """Openings by one person that belong together."""

    openings: unusual.Openings
    who: str

    @property
    def rule(self):
        return Rule(self.openings.rule).label

    @property
    def how_many(self):
        number = self.openings.openings
        return ngettext("%(n)s opening", "%(n)s openings", number) % {"n": number}

    @property
    def is_a_moment(self):
        return self.openings.first_at == self.openings.last_at

    @property
    def is_of_one_client(self):
        return self.openings.rule == Rule.STOP


@dataclass(frozen=True)
class Whole:
    """These, their lines, and what was found about them before."""

    shown: Shown
    lines: list[Row]
    has_more: bool
    reviews: list


def waiting():
    """Those to look into; whether there are more than are shown."""
    found = unusual.waiting()
    names = names_of_staff({one.actor for one in found})
    shown = [Shown(one, _who(one, names)) for one in found[: unusual.MOST]]
    return shown, len(found) > unusual.MOST


def reviews():
    """What was looked into, the latest first."""
    return Review.objects.newest().select_related("reviewed_by")


def whole_or_404(rule, line):
    openings = unusual.one(rule, line) if rule in Rule else None
    if openings is None:
        raise Http404
    shown = Shown(openings, _who(openings, names_of_staff({openings.actor})))
    entries = list(_lines_of(openings)[: MOST_LINES + 1])
    lines = rows_of(entries[:MOST_LINES], None)
    before = list(reviews().of(rule, line))
    return Whole(shown, lines, len(entries) > MOST_LINES, before)


def rules():
    """Each rule with its figures, in a sentence."""
    many, within = settings.UNUSUAL_OPENINGS, settings.UNUSUAL_WITHIN
    night, before = settings.UNUSUAL_NIGHT, settings.UNUSUAL_BEFORE_STOP
    yield _("%(n)s or more within %(minutes)s minutes, by one person.") % {
        "n": many,
        "minutes": _minutes(within),
    }
    if night:
        hours = {"from": f"{night[0]:%H:%M}", "until": f"{night[1]:%H:%M}"}
        yield _("At night, from %(from)s until %(until)s.") % hours
    words = {"minutes": _minutes(before)}
    yield _("Within %(minutes)s minutes before that client stopped a permission.") % words


def days_shown():
    return settings.UNUSUAL_SINCE.days


def _lines_of(openings):
    entries = Entry.objects.newest().filter(
        verb=Verb.ITEM_DISCLOSED,
        actor=openings.actor,
        at__gte=openings.first_at,
        at__lte=openings.last_at,
    )
    return entries.filter(client=openings.client) if openings.client else entries


def _minutes(length):
    return int(length.total_seconds() // 60)


def _who(openings, names):
    return names.get(openings.actor) or _("Somebody whose account is gone")
