"""Whether the consent of every share is what the formula says: asked anew, from nothing."""

from typing import NamedTuple
from uuid import UUID

from django.db import connection

# Small ones: shares in a row have little to do with one another, and what is computed as a set
# costs by its clients times its recipients.
BATCH = 100


class Difference(NamedTuple):
    """One share that does not hold what it should."""

    share: UUID
    kept: str
    computed: str

    def __str__(self):
        if self.kept == self.computed:
            return f"share {self.share}: its copies are not those of its item"
        return f"share {self.share}: holds {self.kept}, the formula says {self.computed}"


def differences(progress=lambda shares: None):
    """Every difference, one by one; none, ever. Holds a batch at a time.

    Each batch is one statement, so it sees one moment: what changes meanwhile is whole,
    before or after.
    """
    last = None
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "select share, kept, computed, last from consent_differences(%s, %s)",
                [last, BATCH],
            )
            rows = cursor.fetchall()
        *_found, last = rows[0]
        if last is None:
            return
        yield from (Difference(*found) for *found, _last in rows if found[0])
        progress(BATCH)
