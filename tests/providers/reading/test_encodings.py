"""Each way to write letters is recognised, and what is none of them is refused with a line."""

import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as some

from providers.reading import Unreadable, open_table
from providers.reading.encodings import AT_ONCE, encoding_of
from tests.providers.reading.files import table

TEXT = "Name,City\r\nJosé Ñandú,Peñasco\r\nZoë,Kraków\r\n"
LATIN = TEXT.replace("Kraków", "Málaga")
WRITTEN = {
    "utf-8": TEXT.encode(),
    "utf-8-sig": TEXT.encode("utf-8-sig"),
    "utf-16 little": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "utf-16 big": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "utf-16-le": TEXT.encode("utf-16-le"),
    "utf-16-be": TEXT.encode("utf-16-be"),
    "cp1252": LATIN.encode("cp1252"),
}
NAMES = {"utf-16 little": "utf-16", "utf-16 big": "utf-16"}


@pytest.mark.parametrize("written", WRITTEN)
def test_each_encoding_is_recognised(written):
    found = table(WRITTEN[written])
    assert found.encoding == NAMES.get(written, written)
    assert found.header == ["Name", "City"]
    town = "Málaga" if written == "cp1252" else "Kraków"
    assert [row.cells for row in found.rows()] == [["José Ñandú", "Peñasco"], ["Zoë", town]]


def test_letters_of_windows_alone_are_kept():
    (row,) = table("Name\n“O’Brien” – €\n".encode("cp1252")).rows()
    assert row.cells == ["“O’Brien” – €"]


LATE = b"Name\n" + b"Ann\n" * (AT_ONCE // 2)
DAMAGED = {
    "a UTF-8 file with a broken letter": ("Name\nJosé\n".encode() + b"Jos\xe9\n", 3),
    "UTF-8 after Windows-1252": (b"Name\nJos\xe9\n" + "José\n".encode(), 3),
    "a byte that Windows-1252 has not": (b"Name\nAnn\nJos\x81\n", 3),
    "a broken letter after a BOM": (codecs.BOM_UTF8 + b"Name\nJos\xe9\n", 2),
    "half a letter at the end": ("Name\nJosé\n".encode() + b"Jos\xc3", 3),
    "half a UTF-16 letter": (codecs.BOM_UTF16_LE + "Name\nAnn".encode("utf-16-le") + b"x", 2),
    "half a pair": (codecs.BOM_UTF16_LE + "N\n".encode("utf-16-le") + b"\x00\xd8A\x00", 2),
    "mixed very late": (LATE + "José\n".encode() + b"Jos\xe9\n", AT_ONCE // 2 + 3),
}


@pytest.mark.parametrize("what", DAMAGED)
def test_what_is_damaged_is_refused_with_its_line_before_a_row_is_read(what):
    content, line = DAMAGED[what]
    with pytest.raises(Unreadable, match="Save it again as CSV in UTF-8") as refused:
        open_table(io.BytesIO(content))
    assert refused.value.line == line
    assert f"Line {line} " in str(refused.value)


@given(some.text(some.characters(codec="cp1252")), some.integers(0, 3))
def test_what_utf_8_wrote_is_never_taken_for_another(text, start):
    content = ("abc"[:start] + text).encode()
    assert encoding_of(io.BytesIO(content)) in ("utf-8", "utf-8-sig") or "\x00" in text


def test_a_letter_across_two_chunks_is_one_letter():
    for before in range(3):
        content = b"x" * (AT_ONCE - before) + "€".encode()
        assert encoding_of(io.BytesIO(content)) == "utf-8"
        content = b"x" * (AT_ONCE - before) + "\xc3\xa9 ".encode("cp1252") + b"\xe9"
        with pytest.raises(Unreadable):
            encoding_of(io.BytesIO(content))
