"""From a world that shows something to a small one that shows it still."""

from collections.abc import Callable, Iterator
from copy import deepcopy

LISTS = ("organizations", "providers", "clients", "items", "releases", "restrictions", "shares")


def shrunk(world: dict, shows: Callable[[dict], object]) -> dict:
    """The world without all that can be taken out of it: whole rows, then keys, then elements.

    What cannot be loaded any more shows nothing, so nothing needs to be known of what needs what.
    """
    while True:
        before = world
        for depth in (2, 3, 4):
            # From the end, so that the paths still to come lead where they led.
            for path in [path for path in paths(world) if len(path) == depth][::-1]:
                less = without(world, path)
                world = less if shows(less) else world
        if world == before:
            return world


def paths(world: dict) -> Iterator[tuple]:
    """The way to each row, to each key of a row, to each element of a list of a row."""
    for kind in LISTS:
        for number, row in enumerate(world.get(kind) or []):
            yield kind, number
            for key, value in row.items() if isinstance(row, dict) else ():
                yield kind, number, key
                for element in range(len(value)) if isinstance(value, list) else ():
                    yield kind, number, key, element


def without(world: dict, path: tuple) -> dict:
    """A copy of the world that lacks what is found along the path."""
    copy = deepcopy(world)
    place = copy
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    return copy
