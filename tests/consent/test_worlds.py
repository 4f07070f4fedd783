"""The random worlds are worth asking: enough is permitted, and denied for every reason there is."""

from collections import Counter
from copy import deepcopy
from itertools import product
from random import Random

import pytest

from .oracle import Oracle
from .reasoning import obstacles
from .variations import ENDING, MORE
from .worlds import moments, world

OBSTACLES = {
    *("not_shared", "withdrawn", "restricted", "standing"),
    *("no_release", "category", "purpose", "discloser", "recipient"),
    *("information_from", "information_until"),
    *("signed", "effective", "expires", "revoked", "superseded", "ended", "majority"),
}


@pytest.fixture(scope="module")
def asked():
    """Every share of a few worlds at every moment that matters there: (oracle, share, at)."""
    worlds = [world(number) for number in range(120)]
    return [
        (oracle, share, at)
        for oracle, each in ((Oracle(one), one) for one in worlds)
        for share, at in product(oracle.shares, moments(each))
    ]


def alone(oracle, share, at):
    """What alone stands in the way; None where it is two things, or a release lacks two."""
    found = [{name} for name in obstacles(oracle, share, at)]
    for ways in oracle.missing(share, at).values():
        found.append(min((lacks for _, lacks in ways), key=len, default={"no_release"}))
    return next(iter(found[0])) if [len(each) for each in found] == [1] else None


def test_the_same_number_gives_the_same_world():
    assert world(7) == world(7) != world(8)


def test_between_a_fifth_and_a_half_is_permitted(asked):
    decisions = Counter(oracle.decide(share, at)["decision"] for oracle, share, at in asked)
    assert 0.2 < decisions["permit"] / decisions.total() < 0.5


def test_every_obstacle_is_at_times_the_only_one(asked):
    denied = (one for one in asked if one[0].decide(*one[1:])["decision"] == "deny")
    assert {alone(*one) for one in denied} >= OBSTACLES


def test_much_is_joint_exclusive_and_about_the_leap_day():
    worlds = [world(number) for number in range(200)]
    items = [item for each in worlds for item in each["items"]]
    births = [client.get("born") for each in worlds for client in each["clients"]]
    assert Counter(len({*item["subjects"]}) for item in items).keys() == {1, 2, 3}
    assert {"psychotherapy_notes", "sud_counseling_notes"} <= {i["categories"][0] for i in items}
    assert "2008-02-29" in births


@pytest.mark.parametrize("variation", ENDING + MORE, ids=lambda one: one.__name__)
def test_a_variation_that_may_change_something_does_so(variation):
    changed = 0
    for number in range(60):
        before = world(number)
        variation(after := deepcopy(before), Random(number))
        one, other = Oracle(before), Oracle(after)
        changed += any(permitted(one, share) != permitted(other, share) for share in one.shares)
    assert changed > 1


def permitted(oracle, share):
    return oracle.is_active(oracle.shares[share]["recipient"]) and oracle.consent(share)
