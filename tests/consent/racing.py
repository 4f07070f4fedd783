"""Several people at once, on connections of their own that log in as a role, with real commits."""

import os
import random
import sys
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from accounts.acting import acting_as
from coordination.database import URL_OF_ROLE, parse_database_url
from tests.attempts import run, value

SEED = 20_260_131
PATIENCE = 300
"""Seconds after which something hangs. Generous: a slow machine is not a failure."""


@dataclass(frozen=True)
class Did:
    """What an act gave back, and from when until when it ran."""

    begun: float
    ended: float
    result: Any

    def met(self, other):
        """Whether the two ran at the same time for a moment at least."""
        return self.begun < other.ended and other.begun < self.ended


def race(trials, *acts, before=None, role="web"):
    """What came of each trial: for each act what it did. `before` prepares the next trial.

    The acts of a trial start together; then each but the first is shifted by a random part of
    the time that it and the first have lately taken, so that the work of each falls into every
    moment of the other's.
    """
    return Race(list(trials), acts, before, role).run()


class Race:
    def __init__(self, trials, acts, before, role):
        self.trials, self.acts, self.before, self.role = trials, acts, before, role
        self.chance = random.Random(SEED)
        self.delays = [0.0] * len(acts)
        self.lately = [deque([0.01], maxlen=9) for _ in acts]
        self.gate = threading.Barrier(len(acts) + 1, action=self.shift, timeout=PATIENCE)

    def run(self):
        with quick_turns(), ThreadPoolExecutor(len(self.acts)) as pool:
            running = [pool.submit(self.guarded, number) for number in range(len(self.acts))]
            try:
                for one in self.trials:
                    if self.before:
                        self.before(one)
                    self.gate.wait()
            except threading.BrokenBarrierError:
                pass  # the act that broke it tells why
            except BaseException:
                self.gate.abort()
                raise
            return list(zip(*results_of(running), strict=True))

    def shift(self):
        """Run once per trial, when everybody stands at the gate."""
        # The least of the last few: an act that waited for a lock took longer than its work.
        taken = [min(some) for some in self.lately]
        starts = [0.0] + [self.chance.uniform(-1.5 * own, taken[0]) for own in taken[1:]]
        self.delays = [start - min(starts) for start in starts]

    def guarded(self, number):
        try:
            return self.run_act(number)
        except BaseException:
            self.gate.abort()
            raise

    def run_act(self, number):
        act, done = self.acts[number], []
        with logged_in_as(getattr(act, "role", self.role)):
            for one in self.trials:
                self.gate.wait()
                time.sleep(self.delays[number])
                begun = time.perf_counter()
                result = act(one)
                done.append(Did(begun, time.perf_counter(), result))
                self.lately[number].append(done[-1].ended - begun)
        return done


def results_of(running):
    """What each thread gave back; the error of the one that broke the gate, not of its victims."""
    errors = [one.exception(timeout=2 * PATIENCE) for one in running]
    real = [one for one in errors if one and not isinstance(one, threading.BrokenBarrierError)]
    for error in real or filter(None, errors):
        raise error
    return [one.result() for one in running]


@contextmanager
def quick_turns():
    """Python's threads take turns 20 times as often, so that none finishes its work in one."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 20)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


@contextmanager
def logged_in_as(role):
    """This thread's connection belongs to `role` and ends with the block."""
    entry = parse_database_url(os.environ[URL_OF_ROLE[role]])
    login = {key: entry[key] for key in ("USER", "PASSWORD")}
    # Not changed in place: the dictionary is shared with the connections of all threads.
    connection.settings_dict = connection.settings_dict | login
    try:
        # Connects before the clock runs. A wait that the server would never end does end, as a
        # failure; a machine that stood still for some seconds is none.
        run(f"set lock_timeout = '{PATIENCE // 2}s'")
        assert value("select session_user") == role
        yield
    finally:
        connection.close()


def done_as(user, act):
    """What the act gave back, and the moment at which whoever did it was told that it is done."""
    with acting_as(user):
        result = act()
    return result, clock()


def told(user, act):
    """The moment at which whoever did it was told that it is done."""
    return done_as(user, act)[1]


def clock():
    return value("select clock_timestamp()")


def pause():
    """As long as making a page takes."""
    time.sleep(random.random() * 0.004)
