"""The key that seals, and the certificates of every key that ever sealed.

Both lie in one text, in PEM: the private key, its certificate, then the certificates of the keys
before it. So a new key cannot come without the old certificates, and old files stay genuine.
"""

import os
import re
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID
from django.conf import settings

# Longer than any record must be kept; who wants a new key takes one, see docs/operations.md.
LASTS = timedelta(days=50 * 365)
PRIVATE = re.compile(r"-----BEGIN PRIVATE KEY-----.+?-----END PRIVATE KEY-----\s*", re.DOTALL)


class NoSealError(RuntimeError):
    """There is no key to seal with; the message says what to do."""


@dataclass(frozen=True)
class Seal:
    """A key, its certificate, and whatever else is trusted."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    former: tuple

    @property
    def fingerprint(self):
        """SHA-256 of the certificate, in hex: what names the key on paper and in the table."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    @property
    def trusted(self):
        return [self.certificate, *self.former]


def own_seal():
    """The seal of this installation. Raises NoSealError where there is none.

    From SEAL_KEY; at a desk, where nobody set it, from a file that is made when first needed.
    """
    if settings.SEAL_KEY:
        return read(settings.SEAL_KEY)
    if settings.SEAL_FILE is None:
        raise NoSealError(
            "SEAL_KEY is not set, so signed records cannot be sealed. "
            "`manage.py make_seal_key` prints one."
        )
    return read(_kept(settings.SEAL_FILE))


@cache
def read(text):
    """The seal in this text: PEM, or PEM as one line of base64, as the environment holds it."""
    try:
        pem = text if "-----BEGIN" in text else b64decode(text, validate=True).decode()
        key = load_pem_private_key(PRIVATE.search(pem)[0].encode(), password=None)
        first, *former = x509.load_pem_x509_certificates(PRIVATE.sub("", pem).encode())
    except (ValueError, TypeError) as error:
        raise NoSealError(
            "SEAL_KEY cannot be read. Set it to a line that `manage.py make_seal_key` printed."
        ) from error
    if key.public_key() != first.public_key():
        raise NoSealError("In SEAL_KEY the first certificate must be that of the private key.")
    return Seal(key, first, tuple(former))


def new_pem(former=()):
    """The PEM of a new key and its certificate, followed by the certificates before it."""
    key = ec.generate_private_key(ec.SECP256R1())
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    certificates = [_certificate(key), *former]
    return b"".join([private, *(one.public_bytes(Encoding.PEM) for one in certificates)]).decode()


def in_one_line(pem):
    """The PEM as a variable of the environment can hold it."""
    return b64encode(pem.encode()).decode()


def _certificate(key):
    """Signed by the key itself: a file is checked against the certificates that we have."""
    host = urlsplit(settings.SITE_URL).hostname
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Accord at {host}"[:64])])
    others = "key_encipherment data_encipherment key_agreement key_cert_sign crl_sign"
    usage = dict.fromkeys([*others.split(), "encipher_only", "decipher_only"], False)
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True
        )
        .sign(key, hashes.SHA256())
    )


def _kept(file):
    """What the file says; it is made in one step, so that two processes end with one key."""
    with suppress(FileNotFoundError):
        return file.read_text()
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(f"{file}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(new_pem())
    with suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()
    return file.read_text()
