"""Which file this is, by the names of its columns, and what a row of it says."""

from collections import Counter

from django.utils.translation import gettext as _

from providers.reading import columns, nppes, nppes_more, nucc, sheet_rows
from providers.reading.cells import Cells
from providers.reading.records import Layout, Unreadable

MARKS = {
    Layout.NPPES: {"NPI", "Entity Type Code"},
    Layout.NPPES_LOCATIONS: {"NPI", columns.LOCATION[0]},
    Layout.NPPES_OTHER_NAMES: {"NPI", "Provider Other Organization Name"},
    Layout.NPPES_ENDPOINTS: {"NPI", "Endpoint Type"},
    Layout.NUCC: {"Code", "Grouping", "Classification"},
}
"""Columns that a layout is known by; the first that fits."""
NEEDED = {
    Layout.NPPES: nppes.NEEDED,
    Layout.NPPES_LOCATIONS: nppes_more.LOCATIONS_NEEDED,
    Layout.NPPES_OTHER_NAMES: nppes_more.OTHER_NAMES_NEEDED,
    Layout.NPPES_ENDPOINTS: nppes_more.ENDPOINTS_NEEDED,
    Layout.NUCC: nucc.NEEDED,
    Layout.SHEET: [],
}
READERS = {
    Layout.NPPES: nppes.record,
    Layout.NPPES_LOCATIONS: nppes_more.further_location,
    Layout.NPPES_OTHER_NAMES: nppes_more.other_name,
    Layout.NPPES_ENDPOINTS: nppes_more.endpoint,
    Layout.NUCC: nucc.record,
}


def recognise(header):
    """The layout with this header. Raises Unreadable where two columns, or none, have a name."""
    names = [columns.plain(name) for name in header]
    if not any(names):
        raise Unreadable(
            _("The file has no header. Put the names of the columns into its first row")
        )
    if twice := [name for name, times in Counter(filter(None, names)).items() if times > 1]:
        text = _("Two columns have the same name: %(names)s. Give each a name of its own")
        shown = [name for name in header if columns.plain(name) in twice]
        raise Unreadable(text % {"names": ", ".join(dict.fromkeys(shown))[:200]})
    layout = next((one for one in MARKS if _has(names, MARKS[one])), Layout.SHEET)
    if missing := [one for one in NEEDED[layout] if not _has(names, [one])]:
        text = _("This looks like %(layout)s, but columns are missing: %(names)s")
        raise Unreadable(text % {"layout": layout.label, "names": ", ".join(missing)})
    return layout


def _has(names, wanted):
    return all(columns.plain(one) in names for one in wanted)


def read(layout, row, mapping=None, *, header):
    """What the row says, or everything that is wrong with it."""
    cells = Cells(row, header)
    is_sheet = layout is Layout.SHEET
    record = sheet_rows.record(cells, mapping) if is_sheet else READERS[layout](cells)
    return cells.errors or record
