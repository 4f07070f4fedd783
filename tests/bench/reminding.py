"""What it costs to remind of releases when there are a million: as much as when there are few."""

from pathlib import Path

import psutil
from django.db import connection

from releases import reminders
from releases.models import Release
from tests.bench.blocks import Row, seconds, short
from tests.bench.filling import SESSION
from tests.bench.places import connected
from tests.roles import as_role

SQL = Path(__file__).with_suffix(".sql")
WARM, FEW_DUE, MANY, DUE = 200, 1_000, 1_000_000, 10_000
READ_WHOLE = """
    SELECT coalesce(sum(seq_scan), 0)::integer FROM pg_stat_user_tables t
      JOIN pg_class c ON c.oid = relid WHERE relpages > 20
"""


def reminding_rows(addresses):
    """The rows of the table about the sweep for reminders."""
    few, memory = Release.objects.count(), psutil.Process().memory_info
    with connected(addresses["admin"]) as cursor:
        for due in (WARM, FEW_DUE):
            add(cursor, 0, due)
            base, before = sweep(due), memory().rss
        add(cursor, MANY, DUE)
        read_before = read_whole(cursor)
        took, after = sweep(DUE), memory().rss
        read = read_whole(cursor) - read_before
    what = "a reminder among 1,000,000 releases, 1 % due ÷ among those that there were"
    note = f"{short(took)} / {short(base)} among {few:,}"
    yield Row(what, "1.00", took / base, note)
    yield Row("readings of a whole table of more than 20 pages by that sweep", "0", read)
    what = "memory after 11,000 reminders ÷ after 1,000"
    yield Row(what, "1.00", after / before, f"{after / 2**20:.0f} MB")


def add(cursor, releases, due):
    """More releases, past every trigger, until there are at least so many; so many more are due."""
    cursor.execute(SESSION)
    cursor.execute(SQL.read_text() % {"releases": releases, "due": due})


def sweep(due):
    """The seconds that each of the reminders took, all of them told of by the clerk."""
    told = []
    with as_role("clerk"):
        took = seconds(lambda: told.append(reminders.sweep()))
    assert told[0] >= due, f"Of {due:,} releases {told[0]:,} were told of."
    return took / told[0]


def read_whole(cursor):
    """How many times a table was read whole until now, by anybody."""
    with connection.cursor() as own:
        own.execute("SELECT pg_stat_force_next_flush()")
    cursor.execute(READ_WHOLE)
    return cursor.fetchone()[0]
