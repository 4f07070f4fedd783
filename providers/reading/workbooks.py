"""XLSX: checked as an archive first, then read row by row; no formula is believed."""

import io
import re
import warnings
import zipfile
from datetime import datetime, time

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from providers.reading.csvs import fitted, without_empty_end
from providers.reading.records import Row, Unreadable
from providers.reading.streams import Shared

MOST_ROWS = 1_048_576
MOST_PARTS = 1_000
LARGEST_SHEET, LARGEST_PART = 64 << 20, 16 << 20
ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=[\"'](\d+)")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?\bref=[\"']([A-Z0-9:]+)")


class Workbook:
    is_sheet = True
    encoding = "xlsx"

    def __init__(self, file):
        self.file = file
        try:
            archive = zipfile.ZipFile(self._view())
            _check_parts(archive)
            sheet = self._sheet()
            _check_sheet(archive, sheet._worksheet_path)
            first = next(self._rows(), Row(1, []))
        except Unreadable:
            raise
        except Exception as error:
            raise _damaged() from error
        self.remark = _remark(sheet)
        self.header = without_empty_end(first.cells)
        self.first_line = first.line

    def rows(self, after=0):
        after = max(after, self.first_line)
        try:
            for row in self._rows():
                if row.line > after:
                    missing = len(self.header) - len(row.cells)
                    yield fitted(Row(row.line, row.cells + [""] * missing), len(self.header))
        except Exception as error:
            raise _damaged() from error

    def _view(self):
        return io.BufferedReader(Shared(self.file))

    def _sheet(self):
        """The first that people see, with the size forgotten that it claims to have."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(self._view(), read_only=True, keep_links=False)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                sheet.reset_dimensions()
                return sheet
        raise Unreadable(_("The workbook has no sheet that can be seen. Show one and save it"))

    def _rows(self):
        """Rows with something in them."""
        found = self._sheet().iter_rows(max_row=MOST_ROWS, values_only=True)
        line = 0
        while True:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                values = next(found, None)
            if values is None:
                return
            line += 1
            if any(cells := [_shown(value) for value in values]):
                yield Row(line, cells)


def _shown(value):
    """A cell as it would be typed: no time with a date, no ".0" after a number."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, str | int | float | time):
        return str(value).strip()
    # A formula over several cells is an object.
    return getattr(value, "isoformat", lambda: "= formula")()


def _check_parts(archive):
    """Before anything is unpacked: sizes are those that unpacking is held to."""
    parts = archive.infolist()
    names = {part.filename.casefold() for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(_("The workbook is locked by a password. Save it without one"))
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable(_("The workbook has macros. Save it as .xlsx without them"))
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise Unreadable(_("This is not a workbook. Upload a spreadsheet, as .xlsx or CSV"))
    large = any(part.file_size > _largest(part.filename) for part in parts)
    if large or len(parts) > MOST_PARTS or len(names) < len(parts):
        raise Unreadable(_("The workbook is too large to be read safely. Save it as CSV"))


def _largest(name):
    return LARGEST_SHEET if name.startswith("xl/worksheets/") else LARGEST_PART


def _check_sheet(archive, name):
    """Cells that belong together leave all but the first empty; rows must come in order."""
    last, rest = 0, b""
    with archive.open(name) as part:
        while chunk := part.read(1 << 16):
            whole, mark, rest = (rest + chunk).rpartition(b"<")
            rest = mark + rest
            last = _check_xml(whole, last)
    _check_xml(rest, last)


def _check_xml(xml, last):
    if merged := MERGED.search(xml):
        text = _("Cells are merged (%(cells)s). Split them and fill each in, then upload again")
        raise Unreadable(text % {"cells": merged.group(1).decode()})
    for number in map(int, ROW.findall(xml)):
        if not last < number <= MOST_ROWS:
            raise _damaged()
        last = number
    return last


def _remark(sheet):
    others = len(sheet.parent.sheetnames) - 1
    if not others:
        return ""
    text = _("We read the sheet “%(name)s”, the first that can be seen, and none of the others")
    return text % {"name": sheet.title}


def _damaged():
    return Unreadable(_("The workbook is damaged. Open it, save it again and upload that file"))
