"""How long a release may last, and which instant a chosen day stands for."""

from datetime import date, datetime, time

from django.utils import timezone


def latest_end(today):
    """The last day on which a release that is asked for today may end: twelve months on."""
    try:
        return today.replace(year=today.year + 1)
    except ValueError:  # 29 February
        return date(today.year + 1, 2, 28)


def end_of(day):
    """The instant at which what ends on this day ends: its last minute, in the practice's time.

    Not the midnight after it, which every page and the form itself would show as the next day.
    """
    return datetime.combine(day, time(23, 59), tzinfo=timezone.get_current_timezone())
