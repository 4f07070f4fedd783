"""The comparison: what the oracle says of worlds, and what the database says that holds them.

`first_difference(worlds)` is all that most need. It works in the caller's transaction and leaves
nothing behind, so that a test may first break a function of the database and see it found.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice, product
from random import Random

from django.db import DatabaseError, connection

from coordination.models import Item, Share
from coordination.scenarios.checking import Impossible
from providers.models import Provider
from releases.gate import decide

from .facts import kept_consents, present_world
from .histories import deeds
from .holding import Held, holding
from .oracle import Oracle, spell
from .reasoning import untrue
from .shrinking import shrunk
from .worlds import moments

Check = Callable[[list[Held]], Iterator[str]]
TOGETHER = 20  # so many worlds are in the database at once: none may change another's answers
ROUNDS = 2  # of changes after which the kept consents are compared again


def first_difference(worlds: Iterable[dict], *checks: Check) -> str | None:
    """The first answer of the database that is not the oracle's, and a small world that shows it.

    None where they agree about all of them, by these checks or, where none is named, by CHECKS.
    """
    worlds = iter(worlds)
    while batch := list(islice(worlds, TOGETHER)):
        if found := difference(batch, *checks):
            alone = smallest(batch, checks or CHECKS)
            return alone or f"{found}\nSeen only in a batch, from {batch[0]['name']} on."
    return None


def smallest(batch: list[dict], checks: Iterable[Check]) -> str | None:
    """A difference that one of these shows by itself, with the least of a world that shows it."""
    shown = ((one, check) for one, check in product(batch, checks) if difference([one], check))
    world, check = next(shown, (None, None))
    if world is None:
        return None

    def shows(smaller: dict) -> str | None:
        with suppress(Impossible):  # where too much was taken out
            return difference([smaller], check)

    small = shrunk(world, shows)
    return f"{difference([small], check)}\n{json.dumps(small, indent=1)}"


def difference(worlds: list[dict], *checks: Check) -> str | None:
    """The first difference about any of these, all of them loaded at once."""
    try:
        with holding(worlds) as held:
            return next((found for check in checks or CHECKS for found in check(held)), None)
    except DatabaseError as error:
        return f"the database fails: {error}"


def some(of: str, held: list[Held], each: int, of_one: int) -> list[tuple[Held, str, object]]:
    """Questions (world, share or viewer, moment): a few about each world, more about one alone."""
    number, asked = of_one if len(held) == 1 else each, []
    for one in held:
        everything = list(product([one], getattr(one.oracle, of), moments(one.world)))
        chance = Random(one.world["name"])
        asked += chance.sample(everything, min(number, len(everything)))
    return asked


# What is compared


def different_consents(held: list[Held]) -> Iterator[str]:
    """The column that the triggers keep."""
    kept = kept_consents()
    for one in held:
        for share in one.oracle.shares:
            told = one.oracle.consent(share)
            if told != (found := kept[one.pk("shares", share)]):
                yield f"{share} is kept open {found}, not {told}"


ANSWERS = """
SELECT is_open, until, releases, missing
  FROM unnest(%s::uuid[], %s::timestamptz[]) WITH ORDINALITY AS asked(share, at, number)
 CROSS JOIN LATERAL share_answer(asked.share, asked.at) ORDER BY number
"""


def different_answers(held: list[Held]) -> Iterator[str]:
    """The function that the gate asks, and what it says is missing: many in one statement."""
    asked = some("shares", held, each=4, of_one=500)
    with connection.cursor() as cursor:
        shares = [one.pk("shares", share) for one, share, _ in asked]
        cursor.execute(ANSWERS, [shares, [at for *_, at in asked]])
        rows = cursor.fetchall()
    for (one, share, at), (is_open, until, releases, missing) in zip(asked, rows, strict=True):
        found = {
            "decision": "permit" if is_open else "deny",
            "releases": one.names("releases", releases),
            "until": until and spell(until),
        }
        yield from other_than(one.oracle.decide(share, at), found, f"{share} at {spell(at)}")
        told = [
            each
            | {"subject": one.name("clients", each["subject"])}
            | {"release": one.name("releases", each["release"])}
            for each in json.loads(missing)
        ]
        if wrong := untrue(told, one.oracle, share, at):
            yield f"{share} at {spell(at)}: {wrong}, in {told}"


def different_decisions(held: list[Held]) -> Iterator[str]:
    """The gate itself."""
    for one, share, at in some("shares", held[:4], each=1, of_one=100):
        answer = decide(Share.objects.get(pk=one.pk("shares", share)), at)
        found = {
            "decision": answer.decision,
            "releases": one.names("releases", answer.releases),
            "until": answer.until and spell(answer.until),
            "obligations": list(answer.obligations),
        }
        yield from other_than(one.oracle.decide(share, at), found, f"{share} at {spell(at)}")


def different_lists(held: list[Held]) -> Iterator[str]:
    """What the querysets show a provider at a moment."""
    for one, viewer, at in some("providers", held, each=1, of_one=100):
        provider = Provider.objects.get(pk=one.pk("providers", viewer))
        items = Item.objects.visible_to(provider, at).values_list("pk", flat=True)
        shares = Share.objects.visible_to(provider, at).values_list("pk", flat=True)
        told = {"items": one.oracle.seen_by(viewer, at), "shares": one.oracle.open_to(viewer, at)}
        found = {"items": one.names("items", items), "shares": one.names("shares", shares)}
        yield from other_than(told, found, f"{viewer} at {spell(at)}")


def different_histories(held: list[Held]) -> Iterator[str]:
    """The column again, after changes by raw SQL; the oracle is told the facts that came of it."""
    histories = [deeds(one) for one in held]
    for _ in range(ROUNDS):
        done = [next(history) for history in histories]
        yield from inexact(f"after {done}")


def inexact(when: str) -> Iterator[str]:
    """What is kept that does not follow from the facts of this moment."""
    oracle, kept = Oracle(present_world()), kept_consents()
    for share in oracle.shares:
        if oracle.consent(share) != kept[share]:
            yield f"{when} is kept {kept[share]}, not {oracle.consent(share)}"


CHECKS = (
    different_consents,
    different_answers,
    different_decisions,
    different_lists,
    different_histories,  # the last: it changes the worlds
)


def other_than(told: dict, found: dict, about: str) -> Iterator[str]:
    for part, value in found.items():
        if value != told[part]:
            yield f"{about} has {part} {value}, not {told[part]}"
