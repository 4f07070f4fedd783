"""Reminders while everything is killed: none is lost, and none comes twice without being counted.

    CHAOS_REMINDERS=1000 pytest -m long -s tests/chaos

Without the number it is ten thousand. The clocks are two, and before they begin they were away for
an hour: that is how long each reminder has been due. Beside Accord's own way the same happens to
the way that one writes first, send and then mark, so that one sees what the outbox is for.
"""

import os
import random
from dataclasses import dataclass

import pytest

from tests.chaos.stage import stage

pytestmark = pytest.mark.long
REMINDERS = int(os.environ.get("CHAOS_REMINDERS", "10000"))
# The last one is of the worker: then five minutes pass for whatever a dead one had claimed.
BLOWS = [*("worker",) * 19, *("Valkey",) * 5, *("PostgreSQL",) * 3]
STOPPED = max(REMINDERS // 50, 1)
HEAD = f"{'':>16} {'due':>8} {'lost':>6} {'twice':>8} {'counted':>8} {'uncounted':>10}"
WAITING = "sent_at is null and dropped_at is null and dead_at is null"


@dataclass(frozen=True)
class Outcome:
    """What became of the reminders: the columns of the table that is printed."""

    way: str
    due: int
    lost: int
    twice: int
    counted: int

    @property
    def uncounted(self):
        return max(self.twice - self.counted, 0)

    def __str__(self):
        return (
            f"{self.way:>16} {self.due:>8} {self.lost:>6} {self.twice:>8} {self.counted:>8}"
            f" {self.uncounted:>10}"
        )


def strike(one):
    """Twenty kills of the worker, five of Valkey, three of PostgreSQL, while letters go out."""
    blows = random.Random(20261126).sample(BLOWS, len(BLOWS))
    share = REMINDERS / (len(blows) + 4)
    for number, name in enumerate([*blows, "worker"], 1):
        one.wait_for_letters(number * share)
        one.kill(name)


def weather():
    """What the storm leaves of the outbox. Some releases are stopped before the promise, some
    between the promise and the letter."""
    with stage(REMINDERS) as one:
        never = ids_of(one, f"select id from releases_release order by id limit {STOPPED}")
        stop(one, never)
        one.begin("outbox")
        one.wait(lambda: nothing_is_due(one), seconds=300)
        last = f"select subject_id from ledger_outgoing order by id desc limit {STOPPED}"
        late = ids_of(one, last)
        stop(one, late)
        strike(one)
        one.wait(lambda: is_at_rest(one), seconds=400)
        nobody_is_told_of_what_was_stopped(one, never, late)
        each_release_has_one_line(one, REMINDERS - len(never))
        return none_comes_twice_uncounted(one, REMINDERS - len(never), len(late))


def weather_plainly():
    """What it leaves of sending and then marking."""
    with stage(REMINDERS) as one:
        one.begin("plain")
        strike(one)
        one.wait(lambda: nothing_is_due(one), seconds=400)
        copies = one.sink.copies
        twice = sum(copies.values()) - len(copies)
        return Outcome("send, then mark", REMINDERS, REMINDERS - len(copies), twice, counted=0)


def stop(one, ids):
    """Stops these releases, past the pages."""
    end = "update releases_release set revoked_at = clock_timestamp() where id = any(%s::uuid[])"
    one.query(end, ids)


def ids_of(one, statement):
    return [str(found) for (found,) in one.query(statement)]


def nothing_is_due(one):
    due = "select count(*) from releases_release where next_reminder_at <= clock_timestamp()"
    return one.query(due) == [(0,)]


def is_at_rest(one):
    # What a dead database refused waits half a minute; nobody here has the time.
    hurry = "update ledger_outgoing set next_attempt_at = now() where claimed_at is null and "
    one.query(hurry + WAITING)
    return one.query(f"select count(*) from ledger_outgoing where {WAITING}") == [(0,)]


def none_comes_twice_uncounted(one, promised, stopped_late):
    """The outcome, after a look at each row and each letter by itself."""
    rows = one.query("select id::text, sent_at, unknown from ledger_outgoing")
    copies = one.sink.copies
    sent = {row for row, sent_at, _unknown in rows if sent_at}
    assert len(rows) == promised
    assert set(copies) == sent
    assert [row for row, _sent, unknown in rows if copies[row] > 1 + unknown] == []
    return Outcome(
        "outbox",
        due=promised - stopped_late,
        lost=promised - stopped_late - len(sent),
        twice=sum(copies.values()) - len(copies),
        counted=sum(unknown for *_row, unknown in rows),
    )


def nobody_is_told_of_what_was_stopped(one, never, late):
    rows = dict(one.query("select subject_id::text, id::text from ledger_outgoing"))
    assert set(rows).isdisjoint(never)
    assert [rows[release] for release in late if rows[release] in one.sink.copies] == []


def each_release_has_one_line(one, promised):
    lines = "select count(*), count(distinct subject_id) from ledger_entry where verb = %s"
    assert one.query(lines, "release_expiring") == [(promised, promised)]


def test_no_reminder_is_lost_and_none_comes_twice_uncounted(capsys):
    """Both ways in one test, so that both stand in one table."""
    ours, plain = weather(), weather_plainly()
    with capsys.disabled():
        print("", HEAD, ours, plain, sep="\n")  # noqa: T201
    assert (ours.lost, ours.uncounted) == (0, 0)
    assert plain.lost + plain.uncounted > 0
