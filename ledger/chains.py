"""Walking the chains: every line in order, its fingerprint, and the head of all of them together.

The fingerprint is computed here a second time, in Python. Whoever owns the database can
replace its functions; a check that asked them would believe their answer.
"""

import hashlib
import json
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from django.db import connection

BATCH = 5_000

SELECT = """
select client, position, number, hash, id, (extract(epoch from at) * 1000000)::bigint, actor,
    acting_for, verb, subject_type, subject_id, release_ids, reason, detail::text, previous
from ledger_entry where {after} order by client, position limit %s
"""


class Line(NamedTuple):
    """An entry as the database holds it."""

    client: UUID | None
    position: int
    number: int
    hash: bytes
    id: UUID
    microseconds: int
    actor: UUID | None
    acting_for: UUID | None
    verb: str
    subject_type: str
    subject_id: str
    release_ids: list
    reason: str
    detail: str
    previous: bytes


def fingerprint(line):
    """What the hash of a line has to be: `ledger_entry_hash` of the database, told in Python."""
    parts = ["accord ledger 1", line.id, line.microseconds, line.number]
    parts += [line.actor, line.acting_for, line.verb, line.client]
    parts += [line.subject_type, line.subject_id, line.release_ids, line.reason]
    parts += [line.detail, line.position, bytes(line.previous).hex()]
    text = json.dumps(parts, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).digest()


def chains(progress=lambda lines: None):
    """Every chain as `(client, lines)`, the one without a client first; holds a batch at a time.

    A walk by key, not one long cursor: each batch is a transaction of its own, and lines
    written meanwhile are honest continuations.
    """
    return groupby(_lines(progress), key=attrgetter("client"))


def _lines(progress):
    yield from _walk(
        "client is null and position > %s", lambda line: [line.position], [0], progress
    )
    first, key = [UUID(int=0), 0], attrgetter("client", "position")
    yield from _walk("(client, position) > (%s, %s)", key, first, progress)


def _walk(after, key, start, progress):
    while True:
        with connection.cursor() as cursor:
            cursor.execute(SELECT.format(after=after), [*start, BATCH])
            lines = [Line(*row) for row in cursor]
        yield from lines
        if lines:
            progress(len(lines))
        if len(lines) < BATCH:
            return
        start = key(lines[-1])


class Cut:
    """The ledger up to a number: how many lines and chains, and one hash over all their heads."""

    def __init__(self, number):
        self.number, self.lines, self.chains = number, 0, 0
        self._heads = hashlib.sha256()

    def add(self, head, lines):
        """Takes in one chain by its last line within the cut."""
        if head is not None:
            self.lines += lines
            self.chains += 1
            self._heads.update(f"{head.client} {head.position} {bytes(head.hash).hex()}\n".encode())

    @property
    def head(self):
        """The hash over the heads of all chains added so far, in their order."""
        return self._heads.hexdigest()


def through(cuts, lines):
    """The lines of one chain, unchanged; each cut (by number) takes its head as they pass."""
    head, count, waiting = None, 0, list(reversed(cuts))
    for line in lines:
        while waiting and waiting[-1].number < line.number:
            waiting.pop().add(head, count)
        head, count = line, count + 1
        yield line
    for cut in waiting:
        cut.add(head, count)
