"""Merging entries of the directory opens nothing, closes nothing, and is undone without a trace."""

from random import Random

import pytest
from django.core.exceptions import ValidationError

from coordination.models import Share
from providers import actions
from providers.models import Licence, Location, Membership, Organization, Provider
from releases.models import Party
from tests import factories as make
from tests.roles import as_web

from .comparing import inexact
from .doors import logins, rows_seen, worlds_of_now
from .holding import holding

pytestmark = pytest.mark.django_db
NUMBERS = [range(6), pytest.param(range(6, 60), marks=pytest.mark.long)]


@pytest.mark.parametrize("numbers", NUMBERS)
def test_everybody_sees_after_a_merge_what_they_saw_before(keeper, numbers):
    with holding([*worlds_of_now(numbers)]) as held:
        people = [*logins(held, "providers", Provider)]
        seen = [rows_seen(one, user) for one, _viewer, user in people]
        merges = [*merged_at_random(keeper, Random(numbers.start))]
        assert len(merges) > len(people) / 4
        assert [rows_seen(one, user) for one, _viewer, user in people] == seen
        for merge in reversed(merges):
            undone(merge, keeper)
        assert [rows_seen(one, user) for one, _viewer, user in people] == seen


@pytest.mark.parametrize("numbers", NUMBERS)
def test_no_consent_changes_and_who_is_named_is_not_absorbed(keeper, numbers):
    """Nobody has an account here, so only what names an entry keeps it."""
    with holding([*worlds_of_now(numbers)]):
        named = {*Party.objects.values_list("provider", flat=True)}
        named |= {*Share.objects.values_list("recipient", flat=True)}
        named |= {*Share.objects.values_list("author", flat=True)}
        before = rows_of_consent()
        merges = [*merged_at_random(keeper, Random(numbers.start))]
        assert merges
        assert not {merge.absorbed.pk for merge in merges} & named
        assert rows_of_consent() == before
        assert [*inexact("after merging")] == []


@pytest.mark.parametrize("numbers", NUMBERS)
def test_undoing_leaves_the_directory_as_it_was(keeper, numbers):
    with holding([*worlds_of_now(numbers)]):
        copies_of_all(chance := Random(numbers.start))
        before = rows_of_directory()
        merges = [*merges_among([*Provider.objects.order_by("pk")], keeper, chance)]
        assert merges
        assert rows_of_directory() != before
        for merge in reversed(merges):
            undone(merge, keeper)
        assert rows_of_directory() == before


def merged_at_random(keeper, chance):
    copies_of_all(chance)
    yield from merges_among([*Provider.objects.order_by("pk")], keeper, chance)
    yield from merges_among([*Organization.objects.order_by("pk")], keeper, chance)


def copies_of_all(chance):
    """Beside each provider an entry that nobody has used, as an import would bring it."""
    for provider in [*Provider.objects.order_by("pk")]:
        standing = chance.choice(["unverified", "active", "suspended"])
        copy = make.provider(f"{provider.name} again", standing=standing)
        make.location(copy)
        make.licence(copy, number=f"{chance.random()}")
        for place in Organization.objects.order_by("?")[: chance.randrange(3)]:
            days = (make.ago(days=9), chance.choice([None, make.ahead(days=9)]))
            Membership.objects.create(provider=copy, organization=place, during=days)


def merges_among(entries, keeper, chance):
    """Those of so many random pairs as there are entries that were not refused."""
    for _turn in range(2 * len(entries)):
        survivor, absorbed = (type(one).objects.get(pk=one.pk) for one in chance.sample(entries, 2))
        parts = chance.choice([[], [*absorbed.locations.all()]])
        facts = {"name": chance.choice([survivor.name, absorbed.name]), "phone": absorbed.phone}
        try:
            with as_web(keeper):
                yield actions.merge(
                    survivor=survivor,
                    absorbed=absorbed,
                    by=keeper,
                    why="By chance.",
                    as_seen=actions.seen(survivor, absorbed),
                    facts=facts,
                    parts=parts,
                )
        except ValidationError:
            continue


def undone(merge, keeper):
    with as_web(keeper):
        actions.undo_merge(merge=merge, by=keeper)


def rows_of_consent():
    return [
        [*Party.objects.order_by("pk").values()],
        [*Share.objects.order_by("pk").values("id", "recipient", "author", "consent")],
    ]


def rows_of_directory():
    """All that the directory says, but for when somebody looked last."""
    entries = [
        {name: value for name, value in row.items() if name != "kept_at"}
        for model in (Provider, Organization)
        for row in model.objects.order_by("pk").values()
    ]
    parts = [[*one.objects.order_by("pk").values()] for one in (Membership, Location, Licence)]
    return entries, parts
