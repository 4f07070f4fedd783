"""Openings that a rule shows as unusual and that no privacy officer has looked into since.

An officer is shown neither their own nor those before they, or whom they act for, stopped sharing.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection

MOST = 200
"""So many are shown at once."""

UNUSUAL = """
select u.* from unusual_openings({since}, %s, %s, %s, %s, %s, %s) u
left join lateral (select r.reviewed_at from coordination_review r
    where r.line = u.line and r.rule = u.rule order by r.reviewed_at desc limit 1) r on true
where u.actor <> acting_user()
    and (u.client is null or u.client not in (select acting_clients()))
"""
LATELY = UNUSUAL.format(since="statement_timestamp() - %s")
WAITING = f"{LATELY} and (r.reviewed_at >= u.last_at) is not true"
COUNT = "select count(*) from ({waiting} limit %s) few"
# However long ago: what was looked into can be read again.
SINCE_THE_LINE = UNUSUAL.format(since="(select at from ledger_entry where id = %s)")


class Openings(NamedTuple):
    """What one person opened: by which rule it is shown, and the line that it begins with."""

    rule: str
    line: UUID
    actor: UUID
    client: UUID | None
    first_at: datetime
    last_at: datetime
    openings: int


def waiting():
    """Those to look into, the latest first; one more than `MOST` where there are more."""
    statement = f"{WAITING} order by u.last_at desc, u.line, u.rule limit %s"
    return _asked(statement, settings.UNUSUAL_SINCE, MOST + 1)


def how_many(most):
    """The number of them, as far as `most`."""
    counted = COUNT.format(waiting=WAITING)
    [(number,)] = _rows(counted, settings.UNUSUAL_SINCE, most)
    return number


def one(rule, line):
    """The openings that begin with this line by this rule, looked into or not; or None."""
    found = _asked(f"{SINCE_THE_LINE} and u.rule = %s and u.line = %s", line, rule, line)
    return found[0] if found else None


def _asked(statement, *values):
    return [Openings(*row) for row in _rows(statement, *values)]


def _rows(statement, since, *values):
    night = settings.UNUSUAL_NIGHT or (None, None)
    many = settings.UNUSUAL_OPENINGS, settings.UNUSUAL_WITHIN
    figures = [*many, *night, settings.TIME_ZONE, settings.UNUSUAL_BEFORE_STOP]
    with connection.cursor() as cursor:
        cursor.execute(statement, [since, *figures, *values])
        return cursor.fetchall()
