"""What happens to a world once it has begun: random changes, by raw SQL of the owner's.

The constraints may refuse a deed; then nothing has happened, which is a history too. Nobody keeps
account here: what came of it is read from the tables.
"""

from collections.abc import Iterator
from random import Random

from tests.attempts import attempt

from .deeds import DEEDS, statements_of
from .holding import Held
from .oracle import spell
from .worlds import CATEGORIES, moments


def deeds(held: Held) -> Iterator[str]:
    """One change of this world after another, each told once it is done; there is no last."""
    scene = Scene(held)
    while True:
        deed = scene.choice(DEEDS)
        outcomes = [str(attempt(*one)) for one in statements_of(deed, scene)]
        yield f"{deed.__name__} ({', '.join(outcomes)})"


class Scene:
    """Whom and what a deed may be done to, by chance."""

    def __init__(self, held: Held):
        self.held = held
        self.chance = Random(held.world["name"])
        self.choice = self.chance.choice
        self.moments = [spell(moment) for moment in moments(held.world)]

    def any(self, kind: str) -> str:
        """The primary key of one of these."""
        one = self.choice(self.held.world.get(kind) or [])
        return self.held.pk(kind, one if kind == "organizations" else one["id"])

    def moment(self) -> str:
        return self.choice(self.moments)

    def day(self) -> str:
        return self.moment()[:10]

    def span(self) -> tuple[str, str | None]:
        first, last = sorted([self.moment(), self.moment()])
        return first, self.choice([last, None])

    def party(self) -> tuple[str | None, str | None]:
        """The ids of a provider or of an organization."""
        by_name = self.any("providers"), None
        return self.choice([by_name, (None, self.any("organizations"))])

    def kinds(self) -> list[str]:
        return self.chance.sample(CATEGORIES, self.choice([1, 2]))
