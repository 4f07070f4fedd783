"""The laws of the page, asked of the database alone: the oracle has no say here.

A world and a variation of it are loaded side by side, and what the database permits in the one is
compared with what it permits in the other. Law 8 is about what happens at once: the races.
"""

from contextlib import suppress
from copy import deepcopy
from random import Random

import pytest

from coordination.models import Share
from providers.models import Provider
from releases.gate import PERMIT, decide

from . import variations as vary
from .comparing import first_difference, other_than
from .doors import letters_to, logins, rows_seen, worlds_of_now
from .facts import permitted
from .holding import holding
from .oracle import Times, intersection
from .worlds import world

pytestmark = pytest.mark.django_db


def law(variation, holds):
    """A check that what the variation permits is to what the world permits as the law says."""

    def check(held):
        with holding([varied(one.world, variation) for one in held]) as others:
            times = permitted()
            broken = [
                f"{variation.__name__}: {share} was {before}, is {after}"
                for one, other in zip(held, others, strict=True)
                for share in one.oracle.shares
                if not holds(
                    before := times[one.pk("shares", share)],
                    after := times[other.pk("shares", share)],
                )
            ]
        yield from broken

    return check


def varied(world, variation):
    changed = deepcopy(world)
    with suppress(IndexError, KeyError):  # it has nothing of what would be changed
        variation(changed, Random(world["name"]))
    return changed


def kept(check, worlds):
    found = first_difference(worlds, check)
    assert not found, found


def is_no_wider(before: Times, after: Times):
    return after & before == after


def is_no_narrower(before: Times, after: Times):
    return after & before == before


def together_and_apart(held):
    """Law 4: what is about several is permitted when the same about each of them alone is."""
    with holding([varied(one.world, vary.each_alone) for one in held]) as others:
        times = permitted()
        broken = [
            f"{share} about {about} is {joint}, not {alone}"
            for one in others
            for share, about, joint, alone in parted(one, times)
            if joint != alone
        ]
    yield from broken


def parted(one, times):
    """Of each share: whom it is about, when it is permitted, and when all that part it are."""
    items = {item["id"]: item for item in one.world["items"]}
    for share in one.world["shares"]:
        if " about " not in share["item"]:
            subjects = items[share["item"]]["subjects"]
            apart = [f"{share['id']} of {share['item']} about {each}" for each in subjects]
            alone = intersection(times[one.pk("shares", each)] for each in apart)
            yield share["id"], subjects, times[one.pk("shares", share["id"])], alone


VARIATIONS = {
    "1: ending opens nothing": (vary.ENDING, is_no_wider),
    "2: releasing more closes nothing": (vary.MORE, is_no_narrower),
    "3: order and repetition change nothing": (vary.SAME, Times.__eq__),
    "5: what is unrelated changes nothing": (vary.UNRELATED, Times.__eq__),
}
LAWS = {
    f"{name} ({variation.__name__})": law(variation, holds)
    for name, (variations, holds) in VARIATIONS.items()
    for variation in variations
} | {"4: what is joint needs each": together_and_apart}
every_law = pytest.mark.parametrize("check", LAWS.values(), ids=LAWS)


@every_law
def test_the_law_holds(check):
    kept(check, map(world, range(40)))


@pytest.mark.long
@every_law
def test_the_law_holds_in_many_worlds(check):
    kept(check, map(world, range(1_000, 1_300)))


# Laws 6 and 7


def what_differs_from_decisions(held):
    """Lists, counts, letters and raw SQL are the filter of single decisions."""
    for one, viewer, user in logins(held, "providers", Provider):
        decided = decided_for(one, viewer)
        listed = Share.objects.visible_to(Provider.objects.get(user=user))
        found = {
            "listed": one.names("shares", listed.values_list("pk", flat=True)),
            "counted": listed.count(),
            "letters": letters_to(one, viewer, user),
            "raw SQL": rows_seen(one, user)["open"],
        }
        told = dict.fromkeys(found, decided) | {"counted": len(decided)}
        yield from other_than(told, found, viewer)


def decided_for(one, viewer):
    """The shares with this provider that the gate permits, asked one by one."""
    sent = [share["id"] for share in one.world["shares"] if share["recipient"] == viewer]
    rows = Share.objects.in_bulk([one.pk("shares", share) for share in sent])
    decisions = {one.name("shares", pk): decide(row).decision for pk, row in rows.items()}
    return sorted(share for share, decision in decisions.items() if decision == PERMIT)


def test_lists_letters_and_raw_sql_are_the_filter_of_single_decisions():
    kept(what_differs_from_decisions, worlds_of_now(range(40)))


@pytest.mark.long
@pytest.mark.parametrize("first", range(1_000, 1_600, 200))
def test_lists_letters_and_raw_sql_filter_single_decisions_in_many_worlds(first):
    kept(what_differs_from_decisions, worlds_of_now(range(first, first + 200)))
