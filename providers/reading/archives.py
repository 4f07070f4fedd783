"""XLSX as an archive: looked through to its end before anything of it is parsed."""

import re

from django.utils.translation import gettext as _

from providers.reading.records import Unreadable

MOST_ROWS = 1_048_576
MOST_PARTS, MOST_BYTES = 1_000, 64 << 20
"""Unpacked; a part is held to the size that it says it has."""
MOST_TAGS, MOST_TAGS_ELSEWHERE, MOST_TAGS_OF_A_ROW = 1_000_000, 100_000, 100_000
"""What parsing costs. A row of 20 cells has some 80."""
WITH_CELLS = ("xl/worksheets/", "xl/sharedStrings.xml")
LONGEST_TEXT = 1 << 20
AT_ONCE = 1 << 16
MAIN = re.compile(rb'<[^>]*main\+xml"[^>]*>')
ROW_START = re.compile(rb"<(?:\w+:)?row[\s/>]")
ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=[\"'](\d+)")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?\bref=[\"']([A-Z0-9:]+)")


def check_parts(archive):
    parts = archive.infolist()
    names = {part.filename.casefold() for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(_("The workbook is locked by a password. Save it without one"))
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable(_("The workbook has macros. Save it as .xlsx without them"))
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise Unreadable(_("This is not a workbook. Upload a spreadsheet, as .xlsx or CSV"))
    if sum(part.file_size for part in parts) > MOST_BYTES or len(parts) > MOST_PARTS:
        raise _too_large()
    for part in parts:
        _check_tags(archive, part.filename)
    # A list of cells may be long, the workbook itself not: it must be where it always is.
    main = MAIN.findall(archive.read("[Content_Types].xml"))
    if len(names) < len(parts) or any(b'"/xl/workbook.xml"' not in one for one in main):
        raise damaged()


def check_sheet(archive, name):
    """Cells that belong together leave all but the first empty; rows must come in order."""
    last = 0
    for xml in _pieces(archive, name):
        if b"\0" in xml:
            raise damaged()
        last = _last_row(xml, last)


def _pieces(archive, name):
    """The part, cut before tags so that none is in two pieces."""
    rest = b""
    with archive.open(name) as part:
        while chunk := part.read(AT_ONCE):
            whole, mark, rest = (rest + chunk).rpartition(b"<")
            rest = mark + rest
            if len(rest) > LONGEST_TEXT:
                if name.startswith(WITH_CELLS):
                    raise damaged()
                whole, rest = whole + rest, b""
            yield whole
    yield rest


def _check_tags(archive, name):
    most = MOST_TAGS if name.startswith(WITH_CELLS) else MOST_TAGS_ELSEWHERE
    tags = of_a_row = 0
    for xml in _pieces(archive, name):
        tags += xml.count(b"<")
        of_a_row = _tags_of_a_row(xml, of_a_row)
        if tags > most:
            raise _too_large()


def _tags_of_a_row(xml, before):
    """Of the last row, which may go on."""
    first, *others = (piece.count(b"<") for piece in ROW_START.split(xml))
    if max(first + before, *others, 0) > MOST_TAGS_OF_A_ROW:
        raise _too_large()
    return others[-1] if others else first + before


def _last_row(xml, last):
    if merged := MERGED.search(xml):
        text = _("Cells are merged (%(cells)s). Split them and fill each in, then upload again")
        raise Unreadable(text % {"cells": merged.group(1).decode()})
    for number in map(int, ROW.findall(xml)):
        if not last < number <= MOST_ROWS:
            raise damaged()
        last = number
    return last


def _too_large():
    return Unreadable(_("The workbook is too large to be read safely. Save it as CSV"))


def damaged():
    return Unreadable(_("The workbook is damaged. Open it, save it again and upload that file"))
