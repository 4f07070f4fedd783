"""Everybody at once for as long as one likes: nobody waits for ever, and consent stays exact.

LOAD_SECONDS says how long in the long run: ten minutes unless it is set.
"""

import os
import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from coordination.models import Item, Share
from tests.attempts import run
from tests.consent.load import ACTS, is_refusal, new_world
from tests.consent.racing import PATIENCE, SEED, logged_in_as, quick_turns

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS, ROUND = 4, 10
SECONDS = [5, pytest.param(int(os.environ.get("LOAD_SECONDS", "600")), marks=pytest.mark.long)]

# Each finds what must not be there

DIFFERENT = "select share from consent_differences(%s, 100000) where share is not null"
NOT_ONCE = {
    "signed": """
        select r.id from releases_signature s join releases_release r on r.id = s.release_id
          left join ledger_entry e on e.subject_id = r.id::text and e.verb = 'release_signed'
         group by r.id having count(distinct s.id) <> 1 or count(e.id) <> 1""",
    "stopped": """
        select r.id from releases_release r
          left join ledger_entry e on e.subject_id = r.id::text and e.verb = 'release_revoked'
         group by r.id, r.revoked_at
        having count(e.id) <> (r.revoked_at is not null)::int""",
    "taken back": """
        select s.id from coordination_share s
          left join ledger_entry e on e.subject_id = s.id::text and e.verb = 'share_withdrawn'
         group by s.id, s.withdrawn_at
        having count(distinct e.client) <> count(e.id)
            or (count(e.id) = 0) <> (s.withdrawn_at is null)""",
}
SHOWN_TOO_LATE = """
    select e.id from ledger_entry e cross join unnest(e.release_ids) as relied(id)
      join releases_release r on r.id = relied.id
     where e.verb = 'item_disclosed'
       and e.at >= least(r.revoked_at, r.superseded_at, r.expires_at)"""


@pytest.mark.parametrize("seconds", SECONDS)
def test_nobody_waits_for_ever_and_nothing_comes_late(seconds):
    done, ends = Counter(), time.monotonic() + seconds
    while (left := ends - time.monotonic()) > 0:
        done += one_round(new_world(), min(left, ROUND))
    assert {what: run(statement) for what, statement in NOT_ONCE.items() if run(statement)} == {}
    assert run(SHOWN_TOO_LATE) == []
    assert done["read"] > 0
    assert done["checked"] > 0


def one_round(world, seconds):
    """How often each act was done while all workers were at it."""
    last = Share.objects.order_by("-id").values_list("pk", flat=True).first()
    over = threading.Event()
    with quick_turns(), ThreadPoolExecutor(WORKERS + 1) as pool:
        running = [
            pool.submit(until, over, work, replace(world, chance=random.Random(SEED + number)))
            for number in range(WORKERS)
        ]
        running.append(pool.submit(until, over, check, world, last))
        over.wait(seconds)
        over.set()
        return sum((one.result(timeout=PATIENCE) for one in running), Counter())


def until(over, act, world, *facts):
    """What was done again and again until it is over for everybody, also by a failure."""
    done = Counter()
    try:
        with logged_in_as("owner" if act is check else "web"):
            while not over.is_set():
                act(world, done, *facts)
    finally:
        over.set()
    return done


def work(world, done):
    (act,) = world.chance.choices([*ACTS], [*ACTS.values()])
    try:
        act(world)
        done[act.__name__] += 1
    except Exception as error:
        if not is_refusal(error):
            raise
        done["refused"] += 1


def check(world, done, last):
    """In the midst of it, and sometimes a note turns out to be of another kind."""
    assert run(DIFFERENT, last) == []
    done["checked"] += 1
    if item := world.one(Item.objects.filter(author=world.authors[0].provider)):
        kinds = world.one([["progress"], ["progress"], ["billing"]])
        Item.objects.filter(pk=item.pk).update(categories=kinds)
    time.sleep(0.1)
