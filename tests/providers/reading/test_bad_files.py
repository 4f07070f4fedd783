"""Files as they should not be: a clear sentence, and never half a row."""

import io

import pytest

from providers.reading import Row, RowError, Unreadable, open_table, recognise
from providers.reading.columns import LOCATIONS, NPPES
from providers.reading.streams import LONGEST
from tests.providers.reading.files import csv, table, taken


def rows_of(text, **more):
    return list(table(text, **more).rows())


def lines(rows):
    return [(row.line, type(row)) for row in rows]


@pytest.mark.parametrize("by", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_whatever_parts_cells_and_lines(by, end):
    text = end.join([f"Name{by}City", f"Ann{by}X", "", f"Bo{by}Y"])
    assert rows_of(text) == [Row(2, ["Ann", "X"]), Row(4, ["Bo", "Y"])]


def test_a_cell_of_several_lines_counts_them():
    rows = rows_of('Name,City\n"Ann\nLee",X\nBo,Y')
    assert rows == [Row(2, ["Ann\nLee", "X"]), Row(4, ["Bo", "Y"])]


def test_only_rows_after_a_line_are_given():
    found = table("Name\nA\nB\nC\n")
    assert [row.cells for row in found.rows(after=2)] == [["B"], ["C"]]
    assert [row.cells for row in found.rows()] == [["A"], ["B"], ["C"]]


def test_two_readers_do_not_disturb_each_other():
    found = table("Name\n" + "A\n" * 100_000 + "B\n" * 100_000)
    first, second = found.rows(), found.rows(after=100_001)
    assert [(next(first).cells, next(second).cells) for _ in range(90_000)] == [
        (["A"], ["B"])
    ] * 90_000


def test_zero_bytes_are_an_error_of_their_row():
    rows = rows_of("Name,City\nA,X\nB\0,Y\nC,Z\n")
    assert lines(rows) == [(2, Row), (3, RowError), (4, Row)]
    assert "zero bytes" in rows[1].rule


def test_a_line_of_two_megabytes_is_an_error_of_its_row():
    rows = rows_of("Name,City\nA,X\n" + "B" * 2 * LONGEST + ",Y\nC,Z\n")
    assert lines(rows) == [(2, Row), (3, RowError), (4, Row)]
    assert "longer than a million characters" in rows[1].rule


def test_a_header_of_two_megabytes_is_refused():
    with pytest.raises(Unreadable, match="line break that is missing"):
        table("N" * 2 * LONGEST + "\nA\n")


@pytest.mark.parametrize("row", ["A", "A,B,C", '"A,B"'])
def test_a_row_of_another_length_is_an_error(row):
    rows = rows_of(f"Name,City\n{row}\nC,Z\n")
    assert lines(rows) == [(2, RowError), (3, Row)]
    assert "the header 2" in rows[0].rule


def test_empty_cells_beyond_the_header_are_nothing():
    assert rows_of("Name,City,,\nA,B,,\nC,D\n") == [Row(2, ["A", "B"]), Row(3, ["C", "D"])]


def test_a_quotation_mark_within_a_cell_is_an_error_of_its_row():
    rows = rows_of('Name,City\n"A"B,""\nC,Z\n')
    assert lines(rows) == [(2, RowError), (3, Row)]
    assert rows[0].fix == "Double it, or leave it out"


@pytest.mark.parametrize(
    "row",
    [
        '"A,X',
        '"A"B,"X',
        '"' + "A\n" * LONGEST,
        '"A\n' + "B" * 2 * LONGEST,
        '"A\n",' * (LONGEST // 4),
    ],
)
def test_after_a_quotation_mark_that_is_open_nobody_can_tell(row):
    with pytest.raises(Unreadable, match="in line 3 is not closed") as refused:
        rows_of(f"Name,City\nA,X\n{row}\nC,Z\nD,Z\n")
    assert refused.value.line == 3


HEADERS = {
    "": "no header",
    ",,": "no header",
    "Name,City,NAME": "same name: Name, NAME",
    "Name,City, name ": "same name: Name, name",
}


@pytest.mark.parametrize("header", HEADERS)
def test_a_header_without_names_or_with_one_twice_is_refused(header):
    with pytest.raises(Unreadable, match=HEADERS[header]):
        recognise(table(f"{header}\n").header)


def test_missing_columns_are_named():
    header = [name for name in NPPES if name != "Provider First Name"]
    with pytest.raises(Unreadable, match="missing: Provider First Name$"):
        recognise(header)


def test_columns_stand_in_any_order_and_more_of_them():
    assert recognise(["Something", *reversed(NPPES)]) is recognise(NPPES)
    names = [name.replace("- A", " -  a").upper() for name in LOCATIONS]
    assert recognise(names) is recognise(LOCATIONS)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "password"),
        (b"%PDF-1.7\n", "This is a PDF"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
        (bytes(5000), "zero bytes"),
    ],
)
def test_other_files_are_refused(content, sentence):
    with pytest.raises(Unreadable, match=sentence):
        recognise(open_table(io.BytesIO(content)).header)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\t="])
def test_a_formula_is_an_error_where_it_would_be_kept(start):
    text = csv(["Name", "Profession", "Notes"], ["Bo", "Nurse", "=A1"], [f"{start}A1", "Nurse", ""])
    records, errors = taken(table(text))
    assert [record.facts["name"] for record in records] == ["Bo"]
    assert [(error.line, error.column) for error in errors] == [(3, "Name")]
    assert errors[0].fix == "Enter the value itself, as text"
