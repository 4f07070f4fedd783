"""What it costs to find somebody while typing, in a directory of as many entries as shares."""

from pathlib import Path

from coordination.models import Share
from tests.bench import cast
from tests.bench.blocks import compared, timed
from tests.bench.filling import SESSION
from tests.bench.pages import sessions
from tests.bench.places import connected

SQL = Path(__file__).with_suffix(".sql")
BATCH = 5_000
FIND = "SELECT * FROM find_in_directory(%s, %s, 500)"
BY_KEY = "SELECT * FROM providers_provider WHERE id = %s"
TYPED = {
    "a family name": "lintanwood",
    "a first and a family name": "helen lintanwood",
    "a family name with two letters swapped": "lintnawood",
    "a common first name": "john",
    "two letters": "jo",
    "one letter": "j",
    "a common name and a common town": "john portland",
    "nothing that anybody has": "xyzzyq",
}
MARKS = ["of=provider", "standing=active"]


def finding_rows(addresses):
    """The rows of the table about finding: each search by the site's role ÷ one read by key."""
    with connected(addresses["admin"]) as cursor:
        add(cursor, Share.objects.count())
    with sessions(addresses) as (_owner, web):
        web.act_as(cast.BUSY)
        blocks = {
            what: web.asking(FIND, [typed, MARKS], prepared=False) for what, typed in TYPED.items()
        }
        blocks["key"] = web.asking(BY_KEY, [str(cast.numbered(2, cast.BUSY))])
        blocks["control"] = web.asking(BY_KEY, [str(cast.numbered(2, cast.BUSY))])
        times = timed(blocks, rounds=5, calls=3)
    yield compared("control: read by key ÷ itself", "1.00", times, "control", "key")
    for what in TYPED:
        yield compared(f"finding {what} ÷ read by key", "none", times, what, "key")


def add(cursor, entries):
    """So many people more, and what they are found by, as the triggers write it."""
    cursor.execute(SESSION)
    cursor.execute(SQL.read_text() % {"entries": entries})
    cursor.execute("SELECT id FROM providers_provider ORDER BY id")
    ids = [str(one) for (one,) in cursor.fetchall()]
    for begin in range(0, len(ids), BATCH):
        cursor.execute("SELECT seek_providers(%s::uuid[])", [ids[begin : begin + BATCH]])
    cursor.execute("VACUUM ANALYZE providers_sought, providers_word, providers_provider")
