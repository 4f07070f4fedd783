"""Whether a scenario describes a world that can be: every fault with the path to it."""

from collections import defaultdict

from coordination.scenarios.shape import KINDS, SCENARIO, STANDARD_CATEGORIES
from coordination.scenarios.values import Place, shown
from releases.models import EXCLUSIVE

SHARE_ANSWER = ("decision", "releases", "until", "obligations", "reasons")
VIEWER_ANSWER = ("items",)


class Impossible(Exception):
    """A world that cannot be; `faults` says where and what to change, a line each."""

    def __init__(self, faults):
        super().__init__("\n".join(faults))
        self.faults = faults


def checked(scenario, path=""):
    """The scenario as a dict with defaults filled in and times understood, else Impossible."""
    place = Place(path, _ids(scenario), [])
    world = SCENARIO(scenario, place)
    if not place.faults:
        # Questions about a whole world, asked once each value by itself is in order.
        for question in (_twice, _times, _companies, _shares, _questions):
            question(world, place)
    if place.faults:
        raise Impossible(place.faults)
    return world


def _ids(scenario):
    """What the scenario lists by kind, faulty or not: ids may be used before they are listed."""
    found = defaultdict(set, categories=set(STANDARD_CATEGORIES))
    if not isinstance(scenario, dict):
        return found
    for kind in (*KINDS, "categories"):
        rows = scenario.get(kind)
        for row in rows if isinstance(rows, list) else ():
            one = row.get("id") if isinstance(row, dict) else row
            if isinstance(one, str):
                found[kind].add(one)
    return found


def _twice(world, place):
    """Every id is given once; a category of the practice's own is not a standard one."""
    for kind in (*KINDS, "categories"):
        seen = set(STANDARD_CATEGORIES) if kind == "categories" else set()
        for number, row in enumerate(world[kind]):
            here = place.within(kind).within(number)
            one = row
            if isinstance(row, dict):
                here, one = here.within("id"), row["id"]
            if one in seen:
                here.wrong(f"is {shown(one)}, which is taken; give each its own")
            seen.add(one)


def _times(world, place):
    """Nothing ends before it begins. What ends as it begins holds at no moment, and may."""
    for number, provider in enumerate(world["providers"]):
        at = place.within("providers").within(number).within("memberships")
        for which, one in enumerate(provider["memberships"]):
            _in_order(one, "from", "until", at.within(which))
    for number, one in enumerate(world["restrictions"]):
        _in_order(one, "from", "until", place.within("restrictions").within(number))
    for number, one in enumerate(world["shares"]):
        _in_order(one, "shared_at", "withdrawn_at", place.within("shares").within(number))
    for number, one in enumerate(world["releases"]):
        at = place.within("releases").within(number)
        _in_order(one, "information_from", "information_until", at)
        if one["effective_at"] and one["expires_at"] <= one["effective_at"]:
            at.within("expires_at").wrong("is not after effective_at; choose a later end")


def _in_order(row, first, last, place):
    if row[first] and row[last] and row[last] < row[first]:
        place.within(last).wrong(f"is before {first}; choose a later one")


def _companies(world, place):
    """An exclusive category stands alone; a restriction names an item or categories."""
    for kind in ("releases", "items"):
        for number, row in enumerate(world[kind]):
            together = set(row["categories"])
            alone = together & set(EXCLUSIVE)
            if alone and len(together) > 1:
                place.within(kind).within(number).within("categories").wrong(
                    f"has {min(alone)} in company; give it a row of its own"
                )
    for number, row in enumerate(world["restrictions"]):
        if row["item"] is not None and row["categories"] is not None:
            place.within("restrictions").within(number).wrong(
                "names an item and categories; make it two restrictions"
            )


def _shares(world, place):
    """Nobody shares with themselves, nor twice with one person while the first is open."""
    author = {item["id"]: item["author"] for item in world["items"]}
    addressed = set()
    for number, share in enumerate(world["shares"]):
        here = place.within("shares").within(number).within("recipient")
        envelope = share["item"], share["recipient"]
        if author[share["item"]] == share["recipient"]:
            here.wrong("is the item's author; share it with somebody else")
        if share["withdrawn_at"] is None:
            if envelope in addressed:
                here.wrong("has this item already; withdraw the first share")
            addressed.add(envelope)


def _questions(world, place):
    """Each asks about one share or one viewer, and expects parts that such an answer has."""
    for number, question in enumerate(world["questions"]):
        here = place.within("questions").within(number)
        if (question["share"] is None) == (question["viewer"] is None):
            here.wrong("asks nothing clear; name one share or one viewer")
            continue
        parts = VIEWER_ANSWER if question["share"] is None else SHARE_ANSWER
        for key in (question["expect"] or {}).keys() - set(parts):
            here.within("expect").within(key).wrong(
                f"is no part of this answer; the parts are: {', '.join(parts)}"
            )
