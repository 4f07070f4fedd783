"""Documents sealed for keeping: AES-256-GCM, under a key derived from SECRET_KEY.

What comes out is what went in, or nothing: a changed bit, a missing end, another key, and the
bytes of another row all raise. Former keys open, as in `accounts.sealing`; only today's seals.
"""

import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

FORMAT = b"\x01"
NONCE = 12
TAG = 16


class UnreadableDocumentError(ValueError):
    """It was changed, belongs to another row, or the key is missing. Nothing of it is given."""


def seal_document(content, row):
    """The bytes, encrypted and bound to the row with this id."""
    nonce = os.urandom(NONCE)
    return FORMAT + nonce + _ciphers()[0].encrypt(nonce, content, _bound_to(row))


def open_document(sealed, row):
    """The bytes again. Raises UnreadableDocumentError."""
    sealed = bytes(sealed)
    if sealed[:1] != FORMAT or len(sealed) < len(FORMAT) + NONCE + TAG:
        raise UnreadableDocumentError("This is no sealed document.")
    nonce, rest = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    for cipher in _ciphers():
        try:
            return cipher.decrypt(nonce, rest, _bound_to(row))
        except InvalidTag:
            continue
    raise UnreadableDocumentError("It was changed, or was sealed with a key that is not here.")


def _bound_to(row):
    return f"row {row}".encode()


def _ciphers():
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [AESGCM(sha256(f"accounts.documents:{one}".encode()).digest()) for one in secrets]
