"""XLSX: checked as an archive first, then read row by row; no formula is believed."""

import io
import warnings
import zipfile
from datetime import datetime, time

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from providers.reading.archives import MOST_ROWS, check_parts, check_sheet, damaged
from providers.reading.csvs import fitted, without_empty_end
from providers.reading.records import Row, Unreadable
from providers.reading.streams import Shared


class Workbook:
    is_sheet = True
    encoding = "xlsx"

    def __init__(self, file):
        self.file = file
        try:
            archive = zipfile.ZipFile(self._view())
            check_parts(archive)
            sheet = self._sheet()
            check_sheet(archive, sheet._worksheet_path)
            first = next(self._rows(), Row(1, []))
        except Unreadable:
            raise
        except Exception as error:
            raise damaged() from error
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
            raise damaged() from error

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


def _remark(sheet):
    others = len(sheet.parent.sheetnames) - 1
    if not others:
        return ""
    text = _("We read the sheet “%(name)s”, the first that can be seen, and none of the others")
    return text % {"name": sheet.title}
