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
    is_receipt: bool = False
    """Of a stop: genuine, and in force is no question."""


NOT_OURS = Verdict(genuine=False)


def verdict_on(file):
    """The verdict on these bytes.

    1. The SHA-256 of the whole file is known. First, because it is cheap, says no to any change,
       and keeps files that strangers made away from the parser.
    2. One of our keys sealed it. A line that somebody smuggled into the table is not enough.
    """
    sha256 = hashlib.sha256(file).hexdigest()
    in_force = _asked("select record_in_force(%s)", sha256)
    is_receipt = in_force is None and _asked("select receipt_is_known(%s)", sha256)
    if (in_force is None and not is_receipt) or not is_sealed(file, own_seal()):
        return NOT_OURS
    return Verdict(genuine=True, in_force=bool(in_force), is_receipt=is_receipt)


def _asked(question, sha256):
    """The answer about the file with this hash; whether in force is None where it is unknown."""
    with connection.cursor() as cursor:
        cursor.execute(question, [sha256])
        return cursor.fetchone()[0]
