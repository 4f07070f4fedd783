"""The cells of one row by column, and what is wrong with them."""

from functools import lru_cache

from providers.reading.cleaning import Bad, text
from providers.reading.columns import KNOWN, plain
from providers.reading.records import RowError

SHOWN = 200
"""Characters of a wrong value that are shown."""


@lru_cache(maxsize=16)
def places(header):
    """Where each column stands: by its name in the file and by its name in the layout."""
    found = {name: place for place, name in enumerate(header)}
    plainly = {plain(name): place for name, place in found.items()}
    return {name: plainly[plain(name)] for name in KNOWN if plain(name) in plainly} | found


class Cells:
    def __init__(self, row, header):
        self.line, self.cells, self.header = row.line, row.cells, header
        self.places = places(tuple(header))
        self.errors = []

    def __getitem__(self, column):
        place = self.places.get(column)
        return "" if place is None else self.cells[place]

    def take(self, column, clean=text, *more):
        """The cell made clean, empty if it is empty or wrong; what is wrong is noted."""
        value = self[column]
        if not value:
            return ""
        try:
            return clean(value, *more)
        except Bad as bad:
            self.wrong(column, bad.rule, bad.fix)
            return ""

    def wrong(self, column, rule, fix):
        error = RowError(self.line, column, self[column][:SHOWN], str(rule), str(fix))
        if error not in self.errors:
            self.errors.append(error)
