"""Sealed documents: what went in comes out, or nothing does."""

import os

import pytest

from accounts.documents import UnreadableDocumentError, open_document, seal_document

WORDS = b"%PDF-1.7 of a test"
ROW = "0197-one"


def test_what_went_in_comes_out_and_cannot_be_read_in_between():
    sealed = seal_document(WORDS, ROW)
    assert open_document(sealed, ROW) == WORDS
    assert WORDS not in sealed
    assert seal_document(WORDS, ROW) != sealed


def test_every_flipped_bit_is_found():
    sealed = seal_document(WORDS, ROW)
    for bit in range(8 * len(sealed)):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(UnreadableDocumentError):
            open_document(changed, ROW)


def test_what_is_cut_short_or_goes_on_is_found():
    sealed = seal_document(WORDS, ROW)
    for wrong in [*(sealed[:length] for length in range(len(sealed))), sealed + b"x"]:
        with pytest.raises(UnreadableDocumentError):
            open_document(wrong, ROW)


def test_the_bytes_of_another_row_do_not_open():
    with pytest.raises(UnreadableDocumentError):
        open_document(seal_document(WORDS, ROW), "0197-two")


def test_another_key_opens_nothing_and_a_former_key_opens(settings):
    sealed, former = seal_document(WORDS, ROW), settings.SECRET_KEY
    settings.SECRET_KEY = os.urandom(32).hex()
    with pytest.raises(UnreadableDocumentError):
        open_document(sealed, ROW)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert open_document(sealed, ROW) == WORDS
