"""How long a release may last, how long it may be answered, and which instant a day stands for."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone


def latest_end(today):
    """The last day on which a release that is asked for today may end: twelve months on."""
    try:
        return today.replace(year=today.year + 1)
    except ValueError:  # 29 February
        return date(today.year + 1, 2, 28)


def months_later(today, months):
    """The day so many months on, or the last one of a shorter month."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(today.day, last))


def end_of(day):
    """The instant at which what ends on this day ends: its last minute, in the practice's time.

    Not the midnight after it, which every page and the form itself would show as the next day.
    """
    return datetime.combine(day, time(23, 59), tzinfo=timezone.get_current_timezone())


def time_to_answer(asked):
    """Until when a request of this moment can be answered, and when it is first brought to mind;
    as the fields of a release."""
    answer_by = asked + timedelta(days=settings.ANSWER_DAYS)
    return {"answer_by": answer_by, "next_nudge_at": next_nudge(asked, answer_by, after=asked)}


def next_nudge(asked, answer_by, after):
    """The first day after a moment on which a request is brought to mind, or None."""
    days = [asked + timedelta(days=one) for one in settings.NUDGE_DAYS]
    return min((one for one in days if after < one < answer_by), default=None)
