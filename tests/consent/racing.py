"""Two people at once, on connections of their own that log in as `web`, with real commits."""

import os
import random
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from accounts.acting import acting_as
from clients.models import Client
from coordination.database import parse_database_url
from coordination.models import Item, Share
from releases.models import Release
from tests import factories as make
from tests.attempts import value
from tests.people import Person

SEED = 20_260_131


@dataclass
class Trial:
    """One client with one release, one note, and two people who do something about it at once."""

    author: Person
    client: Client
    owner: object
    recipient: Person
    release: Release
    item: Item
    share: Share = None


def trials(number, *, recipient_each=False, shared=True):
    """This many trials, each with a client of its own and so with locks of its own."""
    author, recipient = provider("Miriam Stone"), provider("Julian Okafor")
    for _ in range(number):
        if recipient_each:
            recipient = provider("Julian Okafor")
        yield trial(author, recipient, shared)


def trial(author, recipient, shared):
    owner = make.user("Ana Moreno")
    client = make.client("Ana Moreno", user=owner)
    make.treatment(client, author.provider)
    parties = {"disclosers": [author.provider], "recipients": [recipient.provider]}
    release = make.release(client, **parties)
    item = make.item(author.provider, client)
    share = make.share(item, recipient.provider) if shared else None
    return Trial(author, client, owner, recipient, release, item, share)


def provider(name):
    user = make.staff(name, second_factor=False)
    return Person(user, provider=make.provider(name, user=user))


@contextmanager
def logged_in_as_web():
    """This thread's connection belongs to `web` and ends with the block."""
    entry = parse_database_url(os.environ["DATABASE_URL"])
    login = {key: entry[key] for key in ("USER", "PASSWORD")}
    # Not changed in place: the dictionary is shared with the connections of all threads.
    connection.settings_dict = connection.settings_dict | login
    try:
        yield
    finally:
        connection.close()


def race(trials, first, second):
    """What came of each trial: the pairs of what the two gave back.

    They start together; then one of them waits for a random part of the time that the first has
    lately taken, so that the work of each falls into every moment of the other's.
    """
    chance = random.Random(SEED)
    heads_start = [chance.uniform(-0.5, 1) for _ in trials]
    gate, lately = threading.Barrier(2), deque([0.01], maxlen=9)

    def run(act, sign):
        results = []
        with logged_in_as_web():
            value("select 1")  # connect before the clock runs
            for one, part in zip(trials, heads_start, strict=True):
                gate.wait(timeout=60)
                time.sleep(max(0, sign * part) * min(lately))
                begun = time.perf_counter()
                results.append(act(one))
                if act is first:
                    lately.append(time.perf_counter() - begun)
        return results

    def guarded(act, sign):
        try:
            return run(act, sign)
        except BaseException:
            gate.abort()
            raise

    with ThreadPoolExecutor(2) as pool:
        running = [pool.submit(guarded, first, -1), pool.submit(guarded, second, 1)]
        return list(zip(*(one.result(timeout=600) for one in running), strict=True))


def acknowledged(user, act):
    """The moment at which whoever did it was told that it is done."""
    with acting_as(user):
        act()
    return value("select clock_timestamp()")


def pause():
    """As long as making a page takes."""
    time.sleep(random.random() * 0.004)
