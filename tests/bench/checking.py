"""How fast the daily check walks through all shares, and that it needs no more memory for more."""

import time
from itertools import count

import psutil

from coordination.consent_check import BATCH, differences
from tests.bench.blocks import Row

BATCHES, WARM = 600, 50


class Enough(Exception):
    """The walk has gone on long enough to tell."""


def checking_rows(_addresses):
    """The rows of the table about verify_consent."""
    numbers, seen = count(1), {}

    def progress(_shares):
        number = next(numbers)
        if number in (WARM, WARM + BATCHES):
            seen[number] = time.perf_counter(), psutil.Process().memory_info().rss
        if number == WARM + BATCHES:
            raise Enough

    try:
        wrong = list(differences(progress))
    except Enough:
        wrong = []
    assert wrong == []
    (begin, before), (end, after) = seen.values()
    rate = BATCHES * BATCH / (end - begin)
    yield Row("verify_consent: shares in a second", "none", rate)
    note = f"{after / 2**20:.0f} MB"
    yield Row(
        "verify_consent: memory after 65,000 shares ÷ after 5,000", "1.00", after / before, note
    )
