"""What it costs to decide and to disclose, against reading a row by its primary key."""

import itertools
import random
import statistics
import time

import pytest
from django.db import connection

from coordination.actions import disclose
from tests.bench.table import show

ROUNDS, CALLS = 15, 20
BARE = "select body from coordination_item where id = %s"
DECISION = """select item_id from coordination_share where id = %s and recipient_id = %s
    and coalesce(consent @> statement_timestamp(), false)"""

pytestmark = pytest.mark.django_db


def test_one_disclosure_against_a_bare_select(open_share, psychiatrist, as_web):
    """The times are printed, not judged: a test machine is no place for a stop watch."""
    session = itertools.count()

    def read(statement, *values):
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            assert len(cursor.fetchall()) == 1

    def as_reader(call):
        with as_web(psychiatrist.user):
            return seconds_of(call)

    def bare():
        return seconds_of(lambda: read(BARE, open_share.item_id))

    def decide():
        read(DECISION, open_share.pk, psychiatrist.provider.pk)

    def disclosure():
        return as_reader(
            lambda: disclose(
                share_id=open_share.pk,
                provider=psychiatrist.provider,
                by=psychiatrist.user,
                # A session of its own each time, so that each writes its line in the ledger.
                session_key=str(next(session)),
            )
        )

    blocks = {"bare select": bare, "the same again": bare}
    blocks |= {"decision, as owner": lambda: seconds_of(decide)}
    blocks |= {"decision, as web": lambda: as_reader(decide), "disclosure, as web": disclosure}
    medians = medians_of(blocks)
    base = medians["bare select"]
    rows = [(name, f"{value * 1e6:.0f}", f"{value / base:.2f}") for name, value in medians.items()]
    title = "A disclosure locks, decides, reads and writes the ledger; its commit is not counted"
    show(title, ["One by primary key", "µs", "ratio"], rows)


def seconds_of(call):
    """The seconds that one call takes, over a few of them."""
    begin = time.perf_counter()
    for _call in range(CALLS):
        call()
    return (time.perf_counter() - begin) / CALLS


def medians_of(blocks):
    """The median of each block's seconds; the blocks take turns in an order that is shuffled."""
    turns = random.Random(1).sample([*blocks] * ROUNDS, len(blocks) * ROUNDS)
    found = {name: [] for name in blocks}
    for name in turns:
        found[name].append(blocks[name]())
    return {name: statistics.median(seconds) for name, seconds in found.items()}
