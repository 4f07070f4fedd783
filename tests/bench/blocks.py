"""Times that can be compared on a machine that also does other things.

Blocks take turns in a shuffled order, so that whatever slows the machine slows them all alike. A
block's time is that of its fastest call: a slower one tells of the neighbours. Of the blocks the
median counts, and what is compared with itself (the control) tells what a ratio is worth.
"""

import random
import statistics
import time
from dataclasses import dataclass

ROUNDS, CALLS = 15, 7


@dataclass(frozen=True)
class Row:
    """One line of the table: something, what it is compared with, and the goal for the ratio."""

    what: str
    goal: str
    ratio: float
    note: str = ""

    def cell(self):
        """The ratio as the table shows it."""
        shown = f"{self.ratio:.2f}" if self.ratio < 10 else f"{self.ratio:,.0f}"
        return f"{shown} ({self.note})" if self.note else shown


def medians(blocks, rounds=ROUNDS, calls=CALLS):
    """The median seconds of each block, by its name."""
    turns = random.Random(1).sample([*blocks] * rounds, len(blocks) * rounds)
    found = {name: [] for name in blocks}
    for name in turns:
        found[name].append(fastest(blocks[name], calls))
    return {name: statistics.median(seconds) for name, seconds in found.items()}


def fastest(call, calls):
    """The seconds of the fastest call, after one that warms what is kept."""
    call()
    return min(seconds(call) for _call in range(calls))


def seconds(call):
    """The seconds that one call takes."""
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def compared(what, goal, times, this, base):
    """The row of one block against another."""
    return Row(
        what, goal, times[this] / times[base], f"{short(times[this])} / {short(times[base])}"
    )


def short(seconds):
    """A length of time in the unit that suits it."""
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.1f} s"
