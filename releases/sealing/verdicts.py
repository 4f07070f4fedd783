"""What the public page says about a file: genuine or not, in force or not, and nothing else."""

import hashlib
from dataclasses import dataclass

from django.db import connection

from releases.sealing.keys import own_seal
from releases.sealing.seals import is_sealed


@dataclass(frozen=True)
class Verdict:
    genuine: bool
    in_force: bool = False


NOT_OURS = Verdict(genuine=False)


def verdict_on(file):
    """The verdict on these bytes.

    1. The SHA-256 of the whole file is known. First, because it is cheap, says no to any change,
       and keeps files that strangers made away from the parser.
    2. One of our keys sealed it. A line that somebody smuggled into the table is not enough.
    """
    in_force = _asked(hashlib.sha256(file).hexdigest())
    if in_force is None or not is_sealed(file, own_seal()):
        return NOT_OURS
    return Verdict(genuine=True, in_force=in_force)


def _asked(sha256):
    """Whether the release of the file with this hash is in force; None for a hash unknown here."""
    with connection.cursor() as cursor:
        cursor.execute("select record_in_force(%s)", [sha256])
        return cursor.fetchone()[0]
