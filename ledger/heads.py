"""Published heads: one signed line a day that says how the whole ledger stood.

The line leaves the building by mail. Whoever rewrites the ledger afterwards, with hashes that
fit each other, can rewrite neither the mailbox nor the key.
"""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from ledger.actions import record
from ledger.alerts import OPERATOR
from ledger.chains import Cut, chains, through
from ledger.models import Entry, Verb
from ledger.outbox import enqueue

PATIENCE = "5s"

LINE = re.compile(
    r"accord-ledger 1 at=(?P<at>\S+) number=(?P<number>\d+) lines=(?P<lines>\d+) "
    r"chains=(?P<chains>\d+) head=(?P<head>[0-9a-f]{64}) signed=(?P<signature>[0-9a-f]{64})"
)


class Head(NamedTuple):
    """How the ledger stood when it was published."""

    at: str
    number: int
    lines: int
    chains: int
    head: str
    signature: str = ""

    @property
    def text(self):
        """What is signed."""
        return (
            f"accord-ledger 1 at={self.at} number={self.number} lines={self.lines} "
            f"chains={self.chains} head={self.head}"
        )

    def __str__(self):
        return f"{self.text} signed={self.signature}"

    @property
    def is_ours(self):
        """Whether this site signed it, with today's key or one that was retired."""
        return any(constant_time_compare(_sign(self.text, key), self.signature) for key in _keys())


def publish():
    """The signed line of how the ledger stands now, recorded in it and promised by mail."""
    number, at = _cut()
    cut = Cut(number)
    for _client, chain in chains():
        for _line in through([cut], chain):
            pass
    head = Head(at, number, cut.lines, cut.chains, cut.head)
    head = head._replace(signature=_sign(head.text, _keys()[0]))
    with transaction.atomic():
        entry = record(Verb.LEDGER_PUBLISHED, by=None, detail={"line": str(head)})
        enqueue("ledger_head", subject_id=entry.id, recipient=OPERATOR)
    return head


def heads_in(text):
    """Every head in a text: a folder of saved mails, a log, a page copied by hand."""
    for match in LINE.finditer(text):
        yield Head(
            match["at"],
            int(match["number"]),
            int(match["lines"]),
            int(match["chains"]),
            match["head"],
            match["signature"],
        )


def heads_recorded(latest=400):
    """The heads that the ledger itself remembers: they convict whoever lacks the key."""
    published = Entry.objects.about(None).filter(verb=Verb.LEDGER_PUBLISHED)
    for detail in published.values_list("detail", flat=True)[:latest]:
        yield from heads_in(str(detail.get("line")))


def _cut():
    """The last number of the ledger, below which no line is still to come, and the time."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        # Writers hold this lock shared until they commit; waiting for them holds up new ones.
        cursor.execute("select set_config('lock_timeout', %s, true)", [PATIENCE])
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('ledger', 0))")
        cursor.execute("select coalesce(max(number), 0), clock_timestamp() from ledger_entry")
        number, at = cursor.fetchone()
    return number, datetime.strftime(at.astimezone(UTC), "%Y-%m-%dT%H:%M:%SZ")


def _sign(text, key):
    return salted_hmac("ledger.heads", text, secret=key, algorithm="sha256").hexdigest()


def _keys():
    """The key that signs, then those that only prove older lines."""
    own = getattr(settings, "LEDGER_KEY", "")
    return [key for key in (own, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS) if key]
