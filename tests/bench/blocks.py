"""Times that can be compared on a machine that also does other things.

Each round asks every block once, in a shuffled order, so that whatever slows the machine slows
them all alike. A block's time is that of its fastest call: a slower one tells of the neighbours.
Blocks are compared within a round, and the median of the rounds' ratios counts: a machine that is
fast and slow by turns leaves it alone. What is compared with itself (the control) tells what a
ratio is worth.
"""

import random
import statistics
import time
from dataclasses import dataclass
from operator import truediv

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


def timed(blocks, rounds=ROUNDS, calls=CALLS):
    """The seconds of each block in each round, by its name."""
    chance = random.Random(1)
    found = {name: [] for name in blocks}
    for _round in range(rounds):
        for name in chance.sample([*blocks], len(blocks)):
            found[name].append(fastest(blocks[name], calls))
    return found


def fastest(call, calls):
    """The seconds of the fastest call, after one that warms what is kept."""
    call()
    return min(seconds(call) for _call in range(calls))


def seconds(call):
    """The seconds that one call takes."""
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def compared(what, goal, times, this, base, more=""):
    """The row of one block against another, with the median seconds of both."""
    ratio = statistics.median(map(truediv, times[this], times[base]))
    seconds = [short(statistics.median(times[name])) for name in (this, base)]
    return Row(what, goal, ratio, " / ".join(seconds) + more)


def short(seconds):
    """A length of time in the unit that suits it."""
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.1f} s"
