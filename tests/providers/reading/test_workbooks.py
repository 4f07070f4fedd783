"""XLSX: cells as people see them; what could hide something is refused."""

import struct
from datetime import date, datetime, time

import pytest
from openpyxl.worksheet.formula import ArrayFormula

from providers.reading import RowError, Unreadable
from providers.reading.archives import LONGEST_TEXT, MOST_BYTES, MOST_TAGS
from tests.providers.reading.files import table, taken
from tests.providers.reading.workbooks import repacked, workbook

HEADER = ["Name", "Profession", "NPI", "Room"]
ROW = ["Ann", "Nurse", 1234567893, 12]
SHEET, TYPES = "xl/worksheets/sheet1.xml", "[Content_Types].xml"


def cells(*row, **more):
    (found,) = table(workbook([f"Column {one}" for one in range(len(row))], row, **more)).rows()
    return found.cells


def test_cells_are_text_as_it_would_be_typed():
    days = [date(2027, 3, 1), datetime(2027, 3, 1), datetime(2027, 3, 1, 9, 30), time(9, 30)]
    said = ["2027-03-01", "2027-03-01", "2027-03-01 09:30:00", "09:30:00"]
    assert cells(*days) == said
    numbers = [1234567893, 1234567893.0, 2139, 1.5, "02139", True, " Ann ", None, 10**15]
    said = ["1234567893", "1234567893", "2139", "1.5", "02139", "True", "Ann", "", f"{10**15}"]
    assert cells(*numbers, "end") == [*said, "end"]


def test_lines_are_rows_of_the_sheet():
    content = workbook([], HEADER, ROW, [], [None, "", " "], ROW)
    found = table(content)
    assert (found.header, found.is_sheet) == (HEADER, True)
    assert [row.line for row in found.rows()] == [3, 6]
    assert [row.line for row in found.rows(after=3)] == [6]


def test_a_short_row_is_filled_and_a_long_one_an_error():
    rows = list(table(workbook(["A", "B"], ["x"], ["x", "y", "z"])).rows())
    assert rows[0].cells == ["x", ""]
    assert isinstance(rows[1], RowError)


def formulas(book):
    book.active["C2"] = "=1234567892+1"
    book.active["C3"] = ArrayFormula("C3", "=SUM(A1:A2)")


def test_a_formula_is_never_believed():
    records, errors = taken(table(workbook(HEADER, ROW, ROW, ROW, change=formulas)))
    assert [record.line for record in records] == [4]
    assert [(error.line, error.column) for error in errors] == [(2, "NPI"), (3, "NPI")]
    assert all("formula" in error.rule for error in errors)


def test_what_is_left_of_a_formula_is_an_error():
    _records, errors = taken(table(workbook(HEADER, ["#REF!", *ROW[1:]])))
    assert [(error.column, error.value) for error in errors] == [("Name", "#REF!")]


def hide_the_first(book):
    book.create_sheet("Seen").append(["Seen"])
    book.create_sheet("Third").append(["Third"])
    book.active.sheet_state = "hidden"
    book.active = 1


def test_the_first_sheet_that_can_be_seen_is_read_and_it_is_said():
    found = table(workbook(["Hidden"], change=hide_the_first))
    assert found.header == ["Seen"]
    assert "“Seen”" in found.remark
    assert table(workbook(["Alone"])).remark == ""


def merge(book):
    book.active.merge_cells("A2:A3")


def cell(text, at="A1"):
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet(*rows):
    """XML of a sheet, rows by their numbers."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    inner = "".join(f'<row r="{line}">{cell(text, f"A{line}")}</row>' for line, text in rows)
    return f'<worksheet xmlns="{space}"><sheetData>{inner}</sheetData></worksheet>'


GROWING = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + sheet((1, "&b;"))
GOOD = workbook(HEADER, ROW)
BAD = {
    "merged cells": (workbook(HEADER, ROW, ROW, change=merge), r"merged \(A2:A3\)"),
    "macros": (repacked(GOOD, {"xl/vbaProject.bin": b"x"}), "has macros"),
    "a large sheet": (repacked(GOOD, {SHEET: b" " * (MOST_BYTES + 1)}), "too large"),
    "a large picture": (repacked(GOOD, {"xl/media/a": b" " * (MOST_BYTES + 1)}), "too large"),
    "many tags": (repacked(GOOD, {SHEET: b"<row/>" * (MOST_TAGS + 1)}), "too large"),
    "many cells in a row": (repacked(GOOD, {SHEET: b"<row>" + b"<c/>" * 200_000}), "too large"),
    "many tags elsewhere": (repacked(GOOD, {"xl/styles.xml": b"<xf/>" * 200_000}), "too large"),
    "a cell without an end": (repacked(GOOD, {SHEET: b"<c>" + b"x" * LONGEST_TEXT * 2}), "damaged"),
    "another workbook": (
        repacked(GOOD, {TYPES: lambda old: old.replace(b"/xl/workbook.xml", b"/xl/other.xml")}),
        "damaged",
    ),
    "many parts": (repacked(GOOD, {f"x/{one}": b"" for one in range(1001)}), "too large"),
    "a part twice": (repacked(GOOD, {"XL/workbook.xml": b""}), "damaged"),
    "growing XML": (repacked(GOOD, {SHEET: GROWING}), "damaged"),
    "rows out of order": (repacked(GOOD, {SHEET: sheet((2, "a"), (1, "b"))}), "damaged"),
    "a row twice": (repacked(GOOD, {SHEET: sheet((1, "a"), (1, "b"))}), "damaged"),
    "a row far below": (repacked(GOOD, {SHEET: sheet((1, "a"), (10**12, "b"))}), "damaged"),
    "no XML": (repacked(GOOD, {SHEET: "Name"}), "damaged"),
    "another archive": (repacked(GOOD, {"x": b""}, without=["xl/workbook.xml"]), "not a workbook"),
    "cut off": (GOOD[: len(GOOD) // 2], "damaged"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_read_safely_is_refused_with_a_sentence(what):
    content, sentence = BAD[what]
    with pytest.raises(Unreadable, match=sentence):
        list(table(content).rows())


def test_a_password_is_named():
    flag = struct.pack("<H", 1)
    central = GOOD.index(b"PK\x01\x02")
    locked = GOOD[: central + 8] + flag + GOOD[central + 10 :]
    with pytest.raises(Unreadable, match="password"):
        table(locked)


def test_a_claimed_size_is_not_believed():
    claim = '<dimension ref="A1:XFD1048576"/><sheetData>'
    content = repacked(GOOD, {SHEET: lambda old: old.replace(b"<sheetData>", claim.encode())})
    assert [row.cells for row in table(content).rows()] == [["Ann", "Nurse", "1234567893", "12"]]


def test_what_lies_about_its_size_is_not_unpacked_beyond_it():
    content = repacked(GOOD, {SHEET: sheet((1, "Name"), (2, "x" * 10_000))})
    real = len(sheet((1, "Name"), (2, "x" * 10_000)))
    lying = content.replace(struct.pack("<I", real), struct.pack("<I", 100))
    assert lying != content
    with pytest.raises(Unreadable):
        list(table(lying).rows())
