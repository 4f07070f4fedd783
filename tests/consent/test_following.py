"""What was permitted to one entry and follows to the other: exactly that, over random worlds."""

from collections import Counter
from datetime import UTC, datetime
from hashlib import sha256
from random import Random

import pytest
from django.core.exceptions import ValidationError

from providers import actions
from providers.models import Provider
from releases.models import FormVersion, Release, Signature
from tests import factories as make
from tests.attempts import run
from tests.providers.following.merging import as_keeper, merge

from .comparing import inexact
from .doors import worlds_of_now
from .facts import permitted, present_world
from .holding import holding
from .oracle import Oracle, intersection

pytestmark = pytest.mark.django_db
NUMBERS = [range(8), pytest.param(range(8, 80), marks=pytest.mark.long)]


@pytest.mark.parametrize("numbers", NUMBERS)
def test_what_follows_is_what_was_named_and_nothing_else(keeper, numbers):
    followed = Counter()
    with holding([*worlds_of_now(numbers)]):
        all_are_one_person(keeper)
        for survivor, absorbed in pairs(Random(numbers.start)):
            before, opened = facts_of(world := present_world()), permitted()
            if not (done := merged(survivor, absorbed, keeper)):
                continue
            after = facts_of(present_world())
            assert after == following(world, str(survivor.pk), str(absorbed.pk))
            assert [*inexact("after a merge")] == []
            followed.update({key: len(after[key] - before[key]) for key in after})
            as_keeper(keeper)(actions.undo_merge, merge=done)
            assert [*inexact("after its undoing")] == []
            undone = facts_of(present_world())
            assert undone["parties"] == before["parties"]
            assert undone["shares"] == before["shares"]
            assert undone["limits"] >= before["limits"]
            assert opens_no_more_than(opened)
    assert all(followed[key] for key in ("parties", "shares", "limits")), followed


def all_are_one_person(keeper):
    """As far as the directory can tell: one licence that was checked on each, one other name; and
    each release was signed beneath all their names."""
    for provider in Provider.objects.all():
        make.change(provider, other_names=["Alex Doe"])
        make.verification(make.licence(provider, number="1"), "licence", by=keeper)
    words = "; ".join(Provider.objects.values_list("name", flat=True))
    evidence = {
        "signer": keeper,
        "typed_name": "Somebody",
        "form_version": FormVersion.objects.newest("general", "en"),
        "language": "en",
        "shown": words,
        "shown_sha256": sha256(words.encode()).hexdigest(),
    }
    signed = Release.objects.exclude(signed_at=None)
    Signature.objects.bulk_create(Signature(release=one, **evidence) for one in signed)


def pairs(chance, *, unused=0.5):
    """Each provider with another one of the same world, or with an entry that nobody has used."""
    providers = [*Provider.objects.order_by("pk")]
    for absorbed in providers:
        there = [one for one in providers if world_of(one) == world_of(absorbed)]
        if chance.random() < unused:
            survivor = make.provider("Alex Doe")
            make.verification(make.licence(survivor, number="1"), "licence")
        else:
            survivor = chance.choice([one for one in there if one != absorbed])
        yield survivor, absorbed


def world_of(provider):
    return provider.name.partition("/")[0]


def merged(survivor, absorbed, keeper):
    """The merge, as the keeper of the directory; None where something stands in the way."""
    try:
        return merge(as_keeper(keeper), survivor, absorbed)
    except ValidationError:
        return None


def facts_of(world):
    """Who is named, what is addressed to whom and not taken back, what is limited now."""
    now = datetime.now(UTC)
    return {
        "parties": {
            (release["id"], side, party.get("provider") or party["organization"])
            for release in world["releases"]
            for side in ("disclosers", "recipients")
            for party in release[side]
        },
        "shares": {
            (share["item"], share["recipient"], share["purpose"])
            for share in world["shares"]
            if share["withdrawn_at"] is None
        },
        "limits": {
            (
                limit["client"],
                (limit["recipient"] or {}).get("provider"),
                limit["item"],
                str(limit["categories"]),
            )
            for limit in world["restrictions"]
            if limit["until"] is None or datetime.fromisoformat(limit["until"]) > now
        },
    }


def following(world, survivor, absorbed):
    """What should be there after the merge, told from the facts before it."""
    facts, now = facts_of(world), datetime.now(UTC)
    oracle = Oracle(world)
    alive = {
        release["id"]: release["client"]
        for release in world["releases"]
        if any(end > now for _, end in intersection(oracle.in_force(release).values()).intervals)
    }
    named = {(release, side) for release, side, party in facts["parties"] if party == absorbed}
    named = {(release, side) for release, side in named if release in alive}
    clients = {alive[release] for release, _side in named}
    items = {item["id"]: item for item in world["items"]}
    shared = {
        (item, purpose)
        for item, recipient, purpose in facts["shares"]
        if recipient == absorbed
        and {*items[item]["subjects"]} <= clients
        and items[item]["author"] != survivor
        and not any(one == item and to == survivor for one, to, _purpose in facts["shares"])
    }
    limits = {one for one in facts["limits"] if one[1] == absorbed}
    return {
        "parties": facts["parties"] | {(release, side, survivor) for release, side in named},
        "shares": facts["shares"] | {(item, survivor, purpose) for item, purpose in shared},
        "limits": facts["limits"] | {(one[0], survivor, *one[2:]) for one in limits},
    }


def opens_no_more_than(opened):
    """Whether nobody may see after it was undone what they might not see before the merge."""
    now = permitted()
    return all((now[share] - opened[share]).intervals == () for share in opened)


RIGHT = "greatest(side.since, hearer.since)"
FORGOTTEN = {"discloser": "hearer.since", "recipient": "side.since"}


@pytest.mark.parametrize("side", FORGOTTEN)
def test_the_comparison_notices_a_party_that_is_one_too_early(keeper, side):
    """Mutants: since when somebody is named is forgotten on one side, and the oracle says so."""
    ana, other = make.client(user=make.user("Ana Moreno")), make.provider("Miriam Sayed")
    survivor, absorbed = (make.provider(name) for name in ("Helen Park", "Park, Helen"))
    named = {"discloser": other, "recipient": other} | {side: absorbed}
    real = named | {side: survivor}
    make.treatment(ana, real["discloser"])
    make.release(ana, disclosers=[named["discloser"]], recipients=[named["recipient"]])
    make.share(make.item(real["discloser"], ana), real["recipient"])
    all_are_one_person(keeper)
    (text,) = run("select pg_get_functiondef('release_covers'::regproc)")[0]
    assert RIGHT in text
    kept = merge(as_keeper(keeper), survivor, absorbed)
    assert [*inexact("after the merge")] == []
    as_keeper(keeper)(actions.undo_merge, merge=kept)
    run(text.replace(RIGHT, FORGOTTEN[side]))
    merge(as_keeper(keeper), survivor, absorbed)
    assert [*inexact("after the same by another rule")] != []
