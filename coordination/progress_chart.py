"""Where the steps of a goal stand in its chart: pure geometry. The table beside it is read."""

from dataclasses import dataclass

from coordination.progress import MOST

WIDTH = 336
HEIGHT = 170
LEFT = 24
RIGHT = 12
TOP = 12
FOOT = 24


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    is_client: bool
    """Drawn as a diamond, and a provider's as a circle: the shape tells, and no colour has to."""


@dataclass(frozen=True)
class ProgressChart:
    """All that templates/components/progress_chart.html draws."""

    points: list[Point]
    first: object
    last: object
    levels: list[tuple]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT

    @property
    def lines(self):
        """The way of the points of each side, for those of whom there are several."""
        sides = [[one for one in self.points if one.is_client is side] for side in (True, False)]
        return [
            (side[0].is_client, " ".join(f"{one.x},{one.y}" for one in side))
            for side in sides
            if len(side) > 1
        ]


def progress_chart(steps):
    """The drawing for triples of a day, a number, and whether the client said it; oldest first."""
    days = [day for day, _number, _is_client in steps]
    levels = [(level, _height(level)) for level in (0, MOST // 2, MOST)]
    if not days:
        return ProgressChart([], None, None, levels)
    first, last = min(days), max(days)
    points = [
        Point(_across(day, first, last), _height(number), is_client)
        for day, number, is_client in steps
    ]
    return ProgressChart(points, first, last, levels)


def _across(day, first, last):
    """By time; what all came on one day stands in the middle."""
    span = (last - first).days
    share = (day - first).days / span if span else 0.5
    return round(LEFT + 8 + share * (WIDTH - LEFT - RIGHT - 16), 1)


def _height(number):
    return round(TOP + (1 - number / MOST) * (HEIGHT - TOP - FOOT), 1)
