"""The directory's state over time: what each night noted, and the chart of a year."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models.functions import TruncMonth
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from providers.models import DayCount, Provider, Standing
from providers.quality import LOOKS, ORGANIZATIONS, PROVIDERS, counts
from providers.state_chart import state_chart

YEAR, MONTH = timedelta(days=366), timedelta(days=30)
LINES = {
    "active": _("Active providers"),
    "unverified": _("Not verified yet"),
    "to-look-at": _("Need a look"),
}


@dataclass(frozen=True)
class Night:
    """What the last night of a month noted, in the order of LINES; None where it noted none."""

    day: date
    numbers: list


def note_today():
    """Notes how the directory stands; whoever comes second on the same day changes nothing."""
    today = localdate()
    rows = [DayCount(day=today, what=what, entries=n) for what, n in _state().items()]
    DayCount.objects.bulk_create(rows, ignore_conflicts=True)


def nights():
    """The last noted night of each of the last twelve months and of this one, oldest first."""
    noted = DayCount.objects.filter(what__in=LINES, day__gt=localdate() - YEAR)
    noted = noted.annotate(month=TruncMonth("day")).order_by("what", "month", "-day")
    by_day = {}
    for one in noted.distinct("what", "month"):
        by_day.setdefault(one.day, {})[one.what] = one.entries
    return [Night(day, [by_day[day].get(what) for what in LINES]) for day in sorted(by_day)]


def chart_of(found):
    """The drawing of these nights: a line for each of LINES."""
    return state_chart([(one.day, one.numbers) for one in found], list(LINES.values()))


def a_month_ago():
    """How many entries stood in each list 30 days ago, or on the last night noted before."""
    noted = DayCount.objects.filter(what__in=LOOKS, day__lte=localdate() - MONTH)
    newest = noted.order_by("what", "-day").distinct("what")
    return dict(newest.values_list("what", "entries"))


def _state():
    standing = Provider.objects.filter
    return {
        **counts(),
        "active": standing(standing=Standing.ACTIVE).count(),
        "unverified": standing(standing=Standing.UNVERIFIED).count(),
        "to-look-at": sum(_in_any_list(of) for of in (PROVIDERS, ORGANIZATIONS)),
    }


def _in_any_list(of):
    """How many of these stand in a list, each counted once."""
    return of.filter(reduce(or_, [one.holds for one in LOOKS.values() if one.of is of])).count()
