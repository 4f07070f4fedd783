"""Whether the ledger is what it was: changed, deleted, inserted, swapped and cut-off lines."""

from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from ledger.chains import Cut, chains, fingerprint, through
from ledger.heads import heads_recorded

EXPECTED = {
    ("trigger", "entry_chain"),
    ("trigger", "entry_refuse"),
    ("constraint", "entry_position_unique"),
    ("constraint", "entry_position_from_one"),
    ("row security of", "ledger_entry"),
}
GUARDS = """
select 'trigger', tgname from pg_trigger
where tgrelid = 'ledger_entry'::regclass and tgenabled = 'A'
union all
select 'constraint', conname from pg_constraint
where conrelid = 'ledger_entry'::regclass and convalidated
union all
select 'row security of', relname from pg_class
where oid = 'ledger_entry'::regclass and relrowsecurity
"""


class Difference(NamedTuple):
    """One thing in the ledger that is not as it was written."""

    client: UUID | None
    position: int | None
    what: str

    def __str__(self):
        if self.position is None:
            return self.what
        return f"chain {self.client or 'without a client'}, line {self.position}: {self.what}"


class BlindRoleError(RuntimeError):
    """The process sees a part of the ledger only, so it could find nothing and be wrong."""


def verify(heads=(), progress=lambda lines: None):
    """Every difference, one by one; none for an honest ledger.

    Compares with the heads given and with those that the ledger itself remembers.
    """
    _refuse_the_blind()
    yield from _guards()
    yield from _strays()
    known = sorted({*heads, *heads_recorded()}, key=attrgetter("number"))
    cuts = [Cut(head.number) for head in known]
    for client, chain in chains(progress):
        yield from _follow(client, through(cuts, chain))
    for head, cut in zip(known, cuts, strict=True):
        yield from _compare(head, cut)


def _refuse_the_blind():
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        [role] = cursor.fetchone()
    if role not in {"owner", "clerk"}:
        raise BlindRoleError(
            f"The role {role!r} does not see the whole ledger. Run this with ACCORD_ROLE=clerk."
        )


def _guards():
    """Whether what keeps the ledger in order and unchanged is in its place."""
    with connection.cursor() as cursor:
        cursor.execute(GUARDS)
        for guard, name in sorted(EXPECTED - set(cursor.fetchall())):
            yield Difference(None, None, f"the {guard} {name} is switched off")


def _strays():
    """Lines that a walk along the positions would not come by."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select client, coalesce(position, 0) from ledger_entry"
            " where position is null or position < 1"
        )
        for client, position in cursor.fetchall():
            yield Difference(client, position, "was inserted outside of its chain")


def _follow(client, chain):
    """The differences of one chain, from its first line to its last."""
    position, head = 0, b""
    for line in chain:
        if line.position > position + 1:
            yield Difference(client, position + 1, _missing(line.position - position - 1))
        elif line.position == position:
            yield Difference(client, position, "stands here twice")
        elif bytes(line.previous) != head:
            yield Difference(client, line.position, "does not follow the line before it")
        if fingerprint(line) != bytes(line.hash):
            yield Difference(client, line.position, "was changed after it was written")
        position, head = line.position, bytes(line.hash)


def _missing(count):
    return "is missing" if count == 1 else f"is missing, with the {count - 1} after it"


def _compare(head, cut):
    """How the ledger differs from a line that was published about it."""
    where = f"the head published at {head.at}"
    if not head.is_ours:
        yield Difference(None, None, f"{where} is not signed with a key of this site")
    elif (head.lines, head.chains) != (cut.lines, cut.chains):
        yield Difference(
            None,
            None,
            f"{where} counted {head.lines} lines in {head.chains} chains; "
            f"of these the ledger has {cut.lines} in {cut.chains}",
        )
    elif head.head != cut.head:
        yield Difference(None, None, f"{where} is another: lines were rewritten since")
