"""A drawn signature is taken apart and put together anew; whatever is no drawing is not kept."""

import base64

import pytest

from releases.drawing import HIGHEST, MOST_BYTES, WIDEST, UnreadableDrawingError, drawing_in
from releases.models import Signature
from tests.attempts import attempt
from tests.pictures import HEAD, chunk, png, sent


def test_a_drawing_is_kept_as_the_same_picture():
    kept = drawing_in(sent(png()))
    assert kept.startswith(HEAD)
    assert drawing_in(sent(kept)) == kept


@pytest.mark.parametrize("empty", [None, "", sent(png(ink=bytes(4)))])
def test_an_empty_pad_is_no_drawing(empty):
    assert drawing_in(empty) is None


@pytest.mark.parametrize(
    ("colour", "ink"), [(0, b"\1"), (2, b"\1\2\3"), (4, b"\1\2"), (6, b"1234")]
)
def test_every_plain_kind_of_colour_is_read(colour, ink):
    assert drawing_in(sent(png(colour=colour, ink=ink)))


def test_what_is_hidden_in_a_file_is_not_kept():
    hidden = chunk(b"tEXt", b"Comment\0<script>alert(1)</script>")
    kept = drawing_in(sent(png(extra=hidden) + b"PK\3\4 and a whole archive"))
    assert b"script" not in kept
    assert kept == drawing_in(sent(png()))


BROKEN = {
    "no picture": "hello",
    "another kind of file": "data:image/svg+xml;base64,PHN2Zy8+",
    "no base64": "data:image/png;base64,!!!!",
    "not a PNG": sent(b"GIF89a"),
    "cut off": sent(png()[:40]),
    "a wrong checksum": sent(png().replace(b"IEND", b"IENE")),
    "begins with another chunk": sent(HEAD + chunk(b"IDAT", b"") + chunk(b"IEND", b"")),
    "no pixels": sent(png(rows=b"")),
    "fewer pixels than it says": sent(png(rows=b"\0" + b"1234" * 60)),
    "more pixels than it says": sent(png(rows=(b"\0" + b"1234" * 60) * 21)),
    "a filter that there is not": sent(png(rows=(b"\x09" + b"1234" * 60) * 20)),
    "too wide": sent(png(WIDEST + 1)),
    "too high": sent(png(60, HIGHEST + 1)),
    "no width": sent(png(0)),
    "16 bits": sent(png(depth=16)),
    "a palette": sent(png(colour=3)),
    "too many bytes": "data:image/png;base64," + base64.b64encode(bytes(3 * MOST_BYTES)).decode(),
    "a bomb": sent(png(WIDEST, HIGHEST, rows=bytes(50_000_000))),
}


@pytest.mark.parametrize("value", BROKEN.values(), ids=BROKEN)
def test_what_is_no_drawing_is_refused(value):
    with pytest.raises(UnreadableDrawingError):
        drawing_in(value)


@pytest.mark.parametrize("drawing", [b"<svg/>", HEAD + bytes(MOST_BYTES)])
def test_the_database_keeps_small_pngs_only(ana, psychiatrist, waiting, drawing):
    row = Signature.objects.values().get(release=psychiatrist.release)
    row |= {"id": waiting.pk, "release_id": waiting.pk, "drawing": drawing}
    names = ", ".join(row)
    marks = ", ".join(["%s"] * len(row))
    insert = f"insert into releases_signature ({names}) values ({marks})"
    assert attempt(insert, *row.values()) == "signature_drawing_is_a_small_png"
