"""Chance, as the makers of random worlds ask it: choices, and moments that often coincide."""

from datetime import datetime, timedelta
from random import Random

TICK = timedelta(microseconds=1)
DAYS = (0, 1, 2, 3, 4, 5, 7)


class Chance:
    """Everything follows from the seed; every moment is one of a few, or next to one of them."""

    def __init__(self, seed: int, start: datetime):
        self.random = Random(seed)
        self.choice, self.shuffle = self.random.choice, self.random.shuffle
        days = sorted(self.random.sample(DAYS, self.random.randint(4, len(DAYS))))
        self.moments = [start + timedelta(days=day) for day in days]
        self.dates = [moment.date() for moment in self.moments]

    def maybe(self, probability: float) -> bool:
        return self.random.random() < probability

    def some(self, things, most: int = 3) -> list:
        """One or more of them, in any order."""
        things = list(things)
        return self.random.sample(things, min(self.random.randint(1, most), len(things)))

    def twice(self, things: list) -> list:
        """The same; now and then with one of them said twice."""
        return things + things[:1] if self.maybe(0.05) else things

    def moment(self, among: slice = slice(None)) -> datetime:
        """One of the world's few moments, at times a microsecond before or after."""
        return self.choice(self.moments[among]) + self.choice([0] * 6 + [-1, 1]) * TICK

    def early(self) -> datetime:
        return self.moment(slice(self.choice([1, 2])))

    def late(self) -> datetime:
        return self.moment(slice(self.choice([-1, -2]), None))

    def after(self, start: datetime) -> datetime:
        """A later moment; the next microsecond where chance finds none."""
        return max(self.moment(), start + TICK)

    def rarely(self, probability: float) -> datetime | None:
        return self.moment() if self.maybe(probability) else None
