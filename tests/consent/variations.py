"""Variations of a world, by the law about what they change: nothing, or one way only.

Each takes a world that is its own to change, and chance; some find nothing that they could change.
"""

from copy import deepcopy
from random import Random

from .oracle import CARE, EXCLUSIVE, instant, spell
from .worlds import CATEGORIES, PURPOSES, TICK, moments

# Law 1: these never open anything


def revoked(world: dict, chance: Random) -> None:
    sooner(chance.choice(world["releases"]), "revoked_at", world, chance)


def expired(world: dict, chance: Random) -> None:
    """Sooner than it would, though not before it begins: that would be no release."""
    release = chance.choice(world["releases"])
    sooner(release, "expires_at", world, chance)
    if begins := release.get("effective_at"):
        release["expires_at"] = spell(max(instant(release["expires_at"]), instant(begins) + TICK))


def restricted(world: dict, chance: Random) -> None:
    share = chance.choice(world["shares"])
    [item] = [one for one in world["items"] if one["id"] == share["item"]]
    to = chance.choice([None, {"provider": share["recipient"]}, {"organization": "harbor"}])
    about = chance.choice([{}, {"item": item["id"]}, {"categories": item["categories"]}])
    whose, start = chance.choice(item["subjects"]), spell(chance.choice(moments(world)))
    world["restrictions"].append(
        {"id": "one more", "client": whose, "recipient": to, "from": start, **about}
    )


def suspended(world: dict, chance: Random) -> None:
    chance.choice(world["providers"])["standing"] = "suspended"


def left(world: dict, chance: Random) -> None:
    """The last membership of somebody ends sooner; or never was.

    Not of an organization that a restriction names: by the formula it holds for members only, so
    leaving lifts it. There the page's first law and its formula differ, and ADR 6 says so.
    """
    terms = chance.choice(world["providers"]).get("memberships")
    restricted_ones = [one.get("recipient") for one in world["restrictions"]]
    if terms and {"organization": terms[-1]["organization"]} not in restricted_ones:
        if chance.random() < 0.3:
            terms.pop()
        else:
            sooner(terms[-1], "until", world, chance)
            terms[-1]["until"] = max(terms[-1]["until"], terms[-1]["from"], key=instant)


def sooner(row: dict, key: str, world: dict, chance: Random) -> None:
    moment = spell(chance.choice(moments(world)))
    row[key] = min(row.get(key) or moment, moment, key=instant)


# Law 2: these never close anything


def one_release_more(world: dict, chance: Random) -> None:
    """Like one that is there, perhaps another client's, from some moment until another."""
    like = deepcopy(chance.choice(world["releases"]))
    start, end = sorted(chance.sample(moments(world), 2))
    like |= {"id": "one more", "effective_at": None, "signed_at": spell(start)}
    like |= {"expires_at": spell(end), "client": chance.choice(world["clients"])["id"]}
    world["releases"].append(like)


def more_categories(world: dict, chance: Random) -> None:
    """Any of them, in each release that can have more than its own."""
    for release in world["releases"]:
        if not EXCLUSIVE & {release.get("instrument"), *release["categories"]}:
            release["categories"] += chance.sample(CATEGORIES, chance.randint(1, 4))


def more_purposes(world: dict, chance: Random) -> None:
    for release in world["releases"]:
        purposes = release.get("purposes", [CARE])
        release["purposes"] = purposes + chance.sample(PURPOSES, chance.randint(1, 2))


# Law 3: order and repetition change nothing

NAMED = ("categories", "purposes", "subjects", "disclosers", "recipients")


def in_another_order(world: dict, chance: Random) -> None:
    for key in ("providers", "clients", "items", "releases", "restrictions", "shares"):
        chance.shuffle(world[key])
    for row in [*world["releases"], *world["items"]]:
        for key in row.keys() & NAMED:
            chance.shuffle(row[key])


def said_twice(world: dict, chance: Random) -> None:
    """Each release as a whole, and all that releases and items name."""
    for row in [*world["releases"], *world["items"]]:
        for key in row.keys() & NAMED:
            row[key] *= 2
    world["releases"] += [row | {"id": f"{row['id']} again"} for row in world["releases"]]


# Law 5: what has nothing to do with it changes nothing


def a_stranger_more(world: dict, chance: Random) -> None:
    """Who signed whatever was signed, wants nobody told anything, and was written about."""
    world["clients"].append({"id": "stranger", "born": "2008-03-01"})
    signed = [row | {"id": f"{row['id']} too", "client": "stranger"} for row in world["releases"]]
    world["releases"] += signed
    world["restrictions"].append(
        {"id": "never", "client": "stranger", "from": "2020-01-01T00:00:00Z"}
    )
    notes = [row | {"id": f"{row['id']} too", "subjects": ["stranger"]} for row in world["items"]]
    shares = [
        row | {"id": f"{row['id']} too", "item": f"{row['item']} too"} for row in world["shares"]
    ]
    world["items"] += notes
    world["shares"] += shares


def a_colleague_more(world: dict, chance: Random) -> None:
    """Who works where the others work, writes like them, and is told what they are told."""
    like = deepcopy(chance.choice(world["providers"]))
    world["providers"].append(like | {"id": "colleague", "standing": "active"})
    note = chance.choice(world["items"])
    world["items"].append(note | {"id": "note of a colleague", "author": "colleague"})
    parted = [row for row in world["shares"] if row["recipient"] == like["id"]]
    world["shares"] += [
        row | {"id": f"{row['id']} too", "recipient": "colleague"} for row in parted
    ]


# Law 4: of a joint item, the same item about each alone


def each_alone(world: dict, chance: Random) -> None:
    for item in list(world["items"]):
        for subject in dict.fromkeys(item["subjects"]):
            copy_item(world, item["id"], f"{item['id']} about {subject}", [subject])


def copy_item(world: dict, old: str, new: str, subjects: list[str]) -> None:
    """The same item about others, shared alike and restricted alike."""
    [item] = [row for row in world["items"] if row["id"] == old]
    world["items"].append(item | {"id": new, "subjects": subjects})
    for kind in ("shares", "restrictions"):
        world[kind] += [
            row | {"id": f"{row['id']} of {new}", "item": new}
            for row in world[kind]
            if row.get("item") == old
        ]


ENDING = (revoked, expired, restricted, suspended, left)
MORE = (one_release_more, more_categories, more_purposes)
SAME = (in_another_order, said_twice)
UNRELATED = (a_stranger_more, a_colleague_more)
