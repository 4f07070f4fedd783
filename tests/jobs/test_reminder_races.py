"""Reminders on real connections: two sweeps at once, one that is killed, one that meets a stop."""

import time

import pytest

from ledger.models import Entry, Outgoing, Verb

from .conftest import KINDS, ending, logged_in, promised, run, worker

pytestmark = pytest.mark.django_db(transaction=True)

AFTER_THE_PROMISE = "reminders.record = die"
AFTER_THE_LINE = "reminders.sum = lambda told: (list(told), die())"


def lines():
    return Entry.objects.filter(verb=Verb.RELEASE_EXPIRING).count()


def test_two_sweeps_at_once_promise_each_reminder_once(ana, sam, therapist, stranger):
    for client in (ana.client, sam.client):
        for kind in KINDS:
            ending(client, therapist, stranger, days=3, categories=[kind])
    sweeps = [worker("reminders.BATCH = 2") for _sweep in range(2)]
    assert [sweep.wait(timeout=60) for sweep in sweeps] == [0, 0]
    assert (lines(), Outgoing.objects.filter(kind="release_expiring").count()) == (14, 42)


@pytest.mark.parametrize(
    "crime", [AFTER_THE_PROMISE, pytest.param(AFTER_THE_LINE, marks=pytest.mark.long)]
)
def test_a_sweep_that_is_killed_leaves_nothing_half_done(ends_soon, crime):
    assert worker(crime).wait(timeout=60) == -9
    assert (lines(), promised(ends_soon)) == (0, set())
    assert worker().wait(timeout=60) == 0
    assert (lines(), len(promised(ends_soon))) == (1, 3)


def test_a_release_that_is_being_stopped_is_not_told_of(ana, ends_soon):
    with logged_in("owner") as stopping:
        stopping.execute("select lock_exclusive(%s::uuid[])", [[str(ana.client.pk)]])
        sweep = worker()
        somebody_waits_for_a_lock()
        stopping.execute(
            "update releases_release set revoked_at = clock_timestamp() where id = %s",
            [str(ends_soon.pk)],
        )
    assert sweep.wait(timeout=60) == 0
    assert promised(ends_soon) == set()


def test_all_sharing_can_be_stopped_while_a_sweep_is_at_work(ana, therapist, stranger):
    """Both need rows and the client's chain; taken in two orders, each would wait for the other."""
    releases = [ending(ana.client, therapist, stranger, days=3) for _number in range(3)]
    with logged_in("owner") as stopping:
        stopping.execute("select lock_exclusive(%s::uuid[])", [[str(ana.client.pk)]])
        stop(stopping, releases[0])
        sweep = worker()
        somebody_waits_for_a_lock()
        for release in releases[1:]:
            stop(stopping, release)
    assert sweep.wait(timeout=60) == 0
    assert lines() == 0


def stop(stopping, release):
    """What stopping one release does, past the client's lock."""
    stopping.execute(
        "update releases_release set revoked_at = clock_timestamp() where id = %s",
        [str(release.pk)],
    )
    stopping.execute(
        "insert into ledger_entry (verb, client, subject_type, subject_id, reason, detail,"
        " release_ids) values ('release_revoked', %s, '', '', '', '{}', '{}')",
        [str(release.client_id)],
    )


def somebody_waits_for_a_lock():
    waiting = "select pid from pg_locks where locktype = 'advisory' and not granted"
    for _attempt in range(200):
        if run(waiting):
            return
        time.sleep(0.1)
    pytest.fail("The sweep did not wait for the client's lock.")
