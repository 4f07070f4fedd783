"""Any bytes: the file is refused, or each of its lines is a record or an error."""

import io

from hypothesis import example, given, settings
from hypothesis import strategies as some

from providers.reading import (
    Layout,
    Record,
    RowError,
    Unreadable,
    guess,
    open_table,
    read,
    recognise,
)
from providers.reading.columns import LOCATIONS, NPPES, NUCC
from tests.providers.reading.files import csv, filled
from tests.providers.reading.test_nppes import PERSON
from tests.providers.reading.workbooks import workbook

ROW = csv(NPPES, filled(NPPES, PERSON)).encode()
SHEET = csv(["Name", "Profession", "NPI"], ["Ann", "Nurse", ""], ["Bo", "md", "x"]).encode()
STARTS = [b"", ROW, SHEET, csv(LOCATIONS).encode(), csv(NUCC).encode(), b"\xff\xfe", b"Name\n"]
BOOK = workbook(["Name", "Profession"], ["Ann", "Nurse"], ["Bo", "=A1"])


def outcomes(content):
    """What became of each row, or None if the file as a whole was refused."""
    try:
        table = open_table(io.BytesIO(content))
        layout = recognise(table.header)
        mapping = guess(table.header) if layout is Layout.SHEET else None
        rows = list(table.rows())
    except Unreadable:
        return None
    found = []
    for row in rows:
        one = [row]
        if not isinstance(row, RowError):
            one = read(layout, row, mapping, header=table.header)
        assert one
        assert isinstance(one, Record) or all(error.rule and error.fix for error in one)
        lines = {error.line for error in one} if isinstance(one, list) else {one.line}
        assert lines == {row.line}
        found.append((row.line, one))
    assert [line for line, _ in found] == sorted({line for line, _ in found})
    return found


@settings(max_examples=400, deadline=None)
@given(some.sampled_from(STARTS), some.binary(max_size=400))
@example(b"Name\n", b"\0" * 300)
def test_any_bytes(start, content):
    outcomes(start + content)


@settings(max_examples=400, deadline=None)
@given(some.sampled_from([ROW, SHEET, BOOK]), some.data())
def test_any_bytes_in_a_file_that_was_right(right, data):
    """Some bytes changed, left out or put in."""
    content = bytearray(right)
    for _ in range(data.draw(some.integers(1, 5))):
        at = data.draw(some.integers(0, len(content)))
        until = at + data.draw(some.sampled_from([0, 0, 1, 20, 2000]))
        content[at:until] = data.draw(some.binary(max_size=4))
    outcomes(bytes(content))


plain_cells = some.text(
    some.characters(codec="utf-8", exclude_characters='"\r\n\0,;\t'), max_size=20
)


@settings(max_examples=200, deadline=None)
@given(some.lists(some.lists(plain_cells, min_size=1, max_size=4), max_size=30))
def test_counts_add_up_to_the_lines(rows):
    text = "Name,Profession,City\n" + "".join(",".join(row) + "\n" for row in rows)
    found = outcomes(text.encode())
    filled_lines = [
        line for line, row in enumerate(rows, start=2) if any(cell.strip() for cell in row)
    ]
    assert [line for line, _ in found] == filled_lines


@settings(max_examples=100, deadline=None)
@given(some.lists(some.lists(some.text(max_size=9), min_size=3, max_size=3), max_size=20))
def test_cells_come_back_as_they_were_written(rows):
    """Quoted, in lines or not, in each encoding that has all letters."""
    clean = [[cell.replace("\0", "").replace('"', '""') for cell in row] for row in rows]
    text = csv(["Name", "Profession", "City"], *clean)
    said = [[cell.replace('""', '"').strip() for cell in row] for row in clean]
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        table = open_table(io.BytesIO(text.encode(encoding, "replace")))
        read_back = [row.cells for row in table.rows()]
        wanted = [
            [cell.encode(encoding, "replace").decode(encoding) for cell in row] for row in said
        ]
        assert read_back == [row for row in wanted if any(row)]
