"""Seals a secret under a key derived from SECRET_KEY; unseals under the former keys, too."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def seal(text):
    """The text, encrypted and authenticated."""
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed):
    """The text again. Raises InvalidToken when it was changed or the key is missing."""
    return _keys().decrypt(sealed.encode()).decode()


def _keys():
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (sha256(f"accounts.sealing:{secret}".encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])
