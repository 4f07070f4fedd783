"""The rows of a kept file in batches, each row with its record or with what is wrong with it."""

import io
from dataclasses import dataclass, field
from hashlib import blake2b

from django.utils.translation import gettext as _

from providers.importing.chunks import KeptFile
from providers.reading import Layout, Record, RowError, open_table, read

ROWS = 500
MOST_KEYS = 250_000
"""Of so many rows we remember who they are about, to find somebody who stands there twice."""


@dataclass
class Batch:
    """Some rows that follow each other."""

    rows: list = field(default_factory=list)
    """Each a Record, or the list of what is wrong with the row."""
    position: int = 0

    @property
    def last(self):
        """The line of the last row."""
        found = self.rows[-1]
        return found.line if isinstance(found, Record) else found[0].line


def batches(one):
    """All batches of the import's file. Raises Unreadable."""
    file = KeptFile(one)
    table = open_table(io.BufferedReader(file, 1 << 16), one.name)
    seen = Seen()
    batch = Batch()
    for row in table.rows():
        batch.rows.append(seen.first(_said(one, row, table.header)))
        if len(batch.rows) == ROWS:
            batch.position = file.tell()
            yield batch
            batch = Batch()
    if batch.rows:
        batch.position = one.size
        yield batch


def _said(one, row, header):
    if isinstance(row, RowError):
        return [row]
    return read(Layout(one.layout), row, one.mapping, header=header)


class Seen:
    """Who stood in the file before."""

    def __init__(self):
        self.keys = {}

    def first(self, found):
        """What was found; an error instead where it is somebody who stands further up."""
        if not isinstance(found, Record) or found.adds_only:
            return found
        key = f"{found.of} {found.key}"
        if not found.key.startswith("npi:"):
            key += " " + found.facts.get("name", "").casefold()
        key = int.from_bytes(blake2b(key.encode(), digest_size=8).digest())
        line = self.keys.get(key)
        if line is None:
            if len(self.keys) < MOST_KEYS:
                self.keys[key] = found.line
            return found
        rule = _("The same one stands in line %(line)s already") % {"line": line}
        fix = _("Leave one of the two rows out")
        return [RowError(found.line, "", found.key.partition(":")[2][:80], rule, fix)]


def singly(batch):
    """The rows of a batch one by one, each a batch of its own."""
    for row in batch.rows:
        yield Batch([row], batch.position)
