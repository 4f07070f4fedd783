"""CSV: decoded, guarded and cut into rows, one at a time."""

import csv
import re

from django.utils.translation import gettext as _

from providers.reading.encodings import encoding_of
from providers.reading.records import Row, RowError, Unreadable
from providers.reading.streams import LONGEST, Lines, TooLong

DELIMITERS = ",;\t"
csv.field_size_limit(LONGEST)


class CsvTable:
    is_sheet = False
    remark = ""

    def __init__(self, file):
        self.file = file
        self.encoding = encoding_of(file)
        self.delimiter = _delimiter(Lines(file, self.encoding).text.readline(LONGEST))
        first = next(self._parsed(), Row(1, []))
        if isinstance(first, RowError):
            raise Unreadable(f"{first.rule}. {first.fix}.", first.line)
        self.header = without_empty_end(first.cells)
        self.first_line = first.line

    def rows(self, after=0):
        after = max(after, self.first_line)
        for row in self._parsed():
            if row.line > after:
                yield row if isinstance(row, RowError) else fitted(row, len(self.header))

    def _parsed(self):
        """Rows and errors, empty lines left out."""
        lines = Lines(self.file, self.encoding)
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        while True:
            lines.begin()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except TooLong:
                yield _too_long(lines)
            except csv.Error:
                yield _misquoted(lines)
            else:
                if lines.has_nul:
                    yield _with_nul(lines)
                elif any(cells := [cell.strip() for cell in cells]):
                    yield Row(lines.first, cells)


def _delimiter(line):
    """What parts the names of the columns."""
    bare = re.sub('"[^"]*"', "", line)
    return max(DELIMITERS, key=bare.count)


def without_empty_end(names):
    while names and not names[-1]:
        names = names[:-1]
    return names


def fitted(row, width):
    """The row, if it has a cell for each column of the header and no more."""
    if len(row.cells) == width:
        return row
    if len(row.cells) > width and not any(row.cells[width:]):
        return Row(row.line, row.cells[:width])
    return RowError(
        row.line,
        "",
        ",".join(row.cells)[:80],
        _("This row has %(has)s cells, the header %(header)s")
        % {"has": len(row.cells), "header": width},
        _("Look for a comma or a quotation mark too many or too few"),
    )


def _too_long(lines):
    if not lines.is_one_whole:
        raise _unclosed(lines)
    rule = _("This line is longer than a million characters")
    return RowError(lines.first, "", "", rule, _("Look for a line break that is missing"))


def _misquoted(lines):
    if not lines.is_one_whole:
        raise _unclosed(lines)
    rule = _("A quotation mark stands within a cell")
    return RowError(lines.first, "", "", rule, _("Double it, or leave it out"))


def _with_nul(lines):
    rule = _("This row has zero bytes, as a file that is damaged")
    return RowError(lines.first, "", "", rule, _("Save the file again from where it comes"))


def _unclosed(lines):
    text = _(
        "A quotation mark in line %(line)s is not closed, so we cannot tell where the row ends. "
        "Close it and upload the file again."
    )
    return Unreadable(text % {"line": lines.first}, lines.first)
