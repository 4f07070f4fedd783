"""How a goal is going: the steps that its check-ins say, and their chart."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from coordination.models import Item
from coordination.progress import MOST, taken_apart
from coordination.progress_chart import progress_chart


@dataclass(frozen=True)
class Step:
    """One check-in, by a provider or by the client's side."""

    day: date
    who: str
    number: int
    words: str
    is_client: bool = False
    item: Item | None = None
    is_own: bool = False
    is_read: bool = False
    """Whether its author treats the client now, and so would read a reply."""
    sent: list = field(default_factory=list)
    replies: list = field(default_factory=list)
    stated: list = field(default_factory=list)
    """What clients state against it."""

    @property
    def far(self):
        return _("%(number)d of %(most)d") % {"number": self.number, "most": MOST}


def step_of_item(item, who, **more):
    """What a provider's check-in says."""
    number, words = taken_apart(item.body)
    return Step(item.service_date, who, number, words, item=item, **more)


def step_of_answer(answer, who):
    """What the client, or whoever acts for them, says by themselves."""
    day = answer.said_at.date()
    return Step(day, who, answer.progress, answer.words, is_client=True)


def in_order(steps):
    """The newest first; and the chart, which goes the other way."""
    steps = sorted(steps, key=lambda one: one.day, reverse=True)
    drawn = [(one.day, one.number, one.is_client) for one in reversed(steps)]
    return {"steps": steps, "chart": progress_chart(drawn)}
