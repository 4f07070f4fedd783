"""The seal: every change is found, and each of the two checks is needed."""

import asyncio
import hashlib
import random
from functools import cache
from io import BytesIO

import pytest
from pyhanko.pdf_utils.generic import pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from releases.models import SignedRecord
from releases.sealing import verdicts
from releases.sealing.keys import in_one_line, new_pem, own_seal, read
from releases.sealing.seals import is_sealed, sealed
from releases.sealing.verdicts import NOT_OURS, verdict_on
from tests import factories as make

pytestmark = pytest.mark.django_db
SEED = 20261123


@cache
def blank():
    """A small PDF that says nothing."""
    import typst

    return typst.compile(b'#set document(title: "Nothing")\nNothing.', format="pdf")


def flip(file, chance):
    """One bit of it turned."""
    at, bit = chance.randrange(len(file)), 1 << chance.randrange(8)
    return file[:at] + bytes([file[at] ^ bit]) + file[at + 1 :]


def append(file, chance):
    return file + chance.randbytes(chance.randrange(1, 200))


def truncate(file, chance):
    return file[: -chance.randrange(1, len(file))]


def update(file, chance):
    """What a PDF editor adds behind the end when it saves."""
    writer = IncrementalPdfFileWriter(BytesIO(file), strict=False)
    writer.root["/Note"] = pdf_string(str(chance.random()))
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


CHANGES = [flip, append, truncate, update]


def changed(file, number):
    chance = random.Random(SEED)
    for turn in range(number):
        yield CHANGES[turn % len(CHANGES)](file, chance)


def gap(file):
    """From where to where the seal's own bytes stand, which it does not cover."""
    _start, begin, end, _length = PdfFileReader(BytesIO(file)).embedded_signatures[0].byte_range
    return begin, end


def test_an_honest_file_is_genuine_and_in_force(pdf):
    assert verdict_on(pdf) == verdicts.Verdict(genuine=True, in_force=True)


def test_once_stopped_it_is_genuine_and_not_in_force(pdf, signed):
    make.change(signed, revoked_at=make.ago(seconds=1))
    assert verdict_on(pdf) == verdicts.Verdict(genuine=True, in_force=False)


def test_fifty_changes_are_found(pdf):
    assert {verdict_on(one) for one in changed(pdf, 50)} == {NOT_OURS}


@pytest.mark.long
def test_two_thousand_changes_are_found(pdf):
    assert {verdict_on(one) for one in changed(pdf, 2000)} == {NOT_OURS}


def test_what_a_pdf_editor_adds_is_found(pdf):
    saved = update(pdf, random.Random(SEED))
    assert PdfFileReader(BytesIO(saved)).embedded_signatures
    assert verdict_on(saved) == NOT_OURS
    assert not is_sealed(saved, own_seal())


def test_a_file_sealed_anew_by_another_key_is_found(pdf):
    other = read(in_one_line(new_pem()))
    assert verdict_on(sealed(blank(), other)) == NOT_OURS


@pytest.mark.parametrize("file", [b"", b"%PDF-1.7", b"\0" * 1000, b"not a PDF at all"])
def test_what_is_no_pdf_is_not_ours(file):
    assert verdict_on(file) == NOT_OURS
    assert not is_sealed(file, own_seal())


def test_the_seal_works_beside_a_running_event_loop(pdf):
    async def within():
        return sealed(blank(), own_seal()), is_sealed(pdf, own_seal())

    file, genuine = asyncio.run(within())
    assert genuine
    assert is_sealed(file, own_seal())


# Two sites that are broken on purpose: each lets something pass.


def test_a_site_that_asks_the_seal_alone_misses_changes(pdf):
    """The hole that the seal leaves for its own bytes can be filled with others."""
    begin, end = gap(pdf)
    padding = pdf.rindex(b"0" * 8, begin, end)
    filled = pdf[:padding] + b"deadbeef" + pdf[padding + 8 :]
    assert is_sealed(filled, own_seal())
    assert verdict_on(filled) == NOT_OURS


def test_a_site_without_the_seal_takes_a_smuggled_line_for_a_file_of_ours(signed, monkeypatch):
    """Whoever can write a hash into the table still has no key."""
    forged = sealed(blank(), read(in_one_line(new_pem())))
    sha256 = hashlib.sha256(forged).hexdigest()
    SignedRecord.objects.create(release=signed, file=forged, sha256=sha256, key="0" * 64)
    assert verdict_on(forged) == NOT_OURS
    monkeypatch.setattr(verdicts, "is_sealed", lambda file, seal: True)
    assert verdict_on(forged).genuine
