"""Worlds in the database: many at once, each with ids of its own, and nothing left behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from coordination.scenarios.loading import Loaded, load

from .oracle import Oracle

IDS = {"id", "client", "subjects", "provider", "author", "recipient", "item"}
IDS |= {"organization", "organizations"}


@dataclass(frozen=True)
class Held:
    """A world, what the oracle says of it, and where it lies in the database."""

    world: dict
    oracle: Oracle
    prefix: str
    loaded: Loaded

    def pk(self, kind: str, one: str) -> str:
        return str(getattr(self.loaded, kind)[self.prefix + one])

    def name(self, kind: str, pk) -> str | None:
        return pk and getattr(self.loaded, kind).name_of(pk).removeprefix(self.prefix)

    def names(self, kind: str, pks) -> list[str]:
        return sorted(self.name(kind, pk) for pk in pks)


@contextmanager
def holding(worlds: list[dict]) -> Iterator[list[Held]]:
    """A block in which the database has all of these; Impossible where they cannot be."""
    with transaction.atomic():
        loaded = load(together(worlds))
        yield [Held(one, Oracle(one), f"{n}/", loaded) for n, one in enumerate(worlds)]
        transaction.set_rollback(True)


def together(worlds: list[dict]) -> dict:
    """One world that is all of them side by side. Only what a practice calls things is shared."""
    whole: dict[str, list] = {}
    for number, world in enumerate(worlds):
        for key, rows in renamed(world, f"{number}/").items():
            if isinstance(rows, list):
                whole.setdefault(key, []).extend(rows)
    kinds = {kind for world in worlds for kind in world.get("categories") or []}
    return {"name": "together", **whole, "categories": sorted(kinds)}


def renamed(value, prefix: str, key: str = ""):
    """The same with the prefix before every id."""
    if isinstance(value, dict):
        return {key: renamed(part, prefix, key) for key, part in value.items()}
    if isinstance(value, list):
        return [renamed(part, prefix, key) for part in value]
    return prefix + value if value and key in IDS else value
