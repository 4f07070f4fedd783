"""Where the lines of the directory's chart stand: pure geometry. The table beside it is read."""

from dataclasses import dataclass

WIDTH = 336
HEIGHT = 190
LEFT = 44
RIGHT = 12
TOP = 12
FOOT = 24
SIDE = 8


@dataclass(frozen=True)
class Line:
    label: str
    number: int
    """The how-manyeth it is: its shape and its dashes tell it from the others, and no colour."""
    points: list[tuple]

    @property
    def way(self):
        return " ".join(f"{x},{y}" for x, y in self.points)


@dataclass(frozen=True)
class StateChart:
    """All that templates/components/state_chart.html draws."""

    lines: list[Line]
    levels: list[tuple]
    first: object
    last: object
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT


def state_chart(rows, labels):
    """The drawing for pairs of a day and its numbers, one for each label; None where a number
    is missing. Oldest first."""
    days = [day for day, _numbers in rows]
    if not days:
        return StateChart([], [], None, None)
    most = _round_up(max(number or 0 for _day, numbers in rows for number in numbers))
    lines = [
        Line(
            str(label),
            number,
            [
                (_across(day, days[0], days[-1]), _height(numbers[number], most))
                for day, numbers in rows
                if numbers[number] is not None
            ],
        )
        for number, label in enumerate(labels)
    ]
    levels = [(level, _height(level, most)) for level in (0, most // 2, most)]
    return StateChart(lines, levels, days[0], days[-1])


def _round_up(most):
    """The next of 2, 4, 10, 20, 40, 100 and so on: its half is a whole number."""
    top = 2
    while top < most:
        top = top * 2 if str(top)[0] != "4" else top // 4 * 10
    return top


def _across(day, first, last):
    span = (last - first).days
    share = (day - first).days / span if span else 0.5
    return round(LEFT + SIDE + share * (WIDTH - LEFT - RIGHT - 2 * SIDE), 1)


def _height(number, most):
    return round(TOP + (1 - number / most) * (HEIGHT - TOP - FOOT), 1)
