"""Where the bars of a chart stand: pure geometry. The table beside it says the same and is read."""

from dataclasses import dataclass

WIDTH = 336
HEIGHT = 150
TOP = 22
FOOT = 24
GAP = 8


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    middle: float
    count: int
    label: str
    """Written below every second bar: there is no room for all of them on a phone."""


@dataclass(frozen=True)
class BarChart:
    """All that templates/components/bar_chart.html draws."""

    bars: list[Bar]
    rows: list[tuple]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - FOOT

    @property
    def is_empty(self):
        return not any(bar.count for bar in self.bars)


def bar_chart(rows, short):
    """The drawing for pairs of something and how many; `short` says it below a bar."""
    most = max((count for _what, count in rows), default=0) or 1
    step = WIDTH / max(len(rows), 1)
    bars = [
        _bar(number * step, step, count / most, count, "" if number % 2 else short(what))
        for number, (what, count) in enumerate(rows)
    ]
    return BarChart(bars, rows)


def _bar(left, step, share, count, label):
    height = round(share * (HEIGHT - FOOT - TOP), 1)
    x, width = round(left + GAP / 2, 1), round(step - GAP, 1)
    y = round(HEIGHT - FOOT - height, 1)
    return Bar(x, y, width, height, round(left + step / 2, 1), count, label)
