"""An item about several needs every one of them; and nothing depends on order or repetition."""

from itertools import permutations

import pytest

from tests import factories as make
from tests.consent.conftest import day, run

BOTH = [(day(10), day(100))]


def joint(world):
    return world.share(world.item(world.client, world.other_client))


def test_both_agree(world):
    world.release()
    world.release(world.other_client)
    assert joint(world).consent == BOTH


@pytest.mark.parametrize("agrees", ["client", "other_client"])
def test_one_missing_and_nobody_is_shown_anything(world, agrees):
    world.release(getattr(world, agrees))
    assert joint(world).consent == []


def test_it_is_open_while_both_agree(world):
    world.release(signed=day(20), expires_at=day(60))
    world.release(world.other_client, signed=day(30), expires_at=day(80))
    assert joint(world).consent == [(day(30), day(60))]


@pytest.mark.parametrize("revokes", ["client", "other_client"])
def test_either_can_close_it(world, revokes):
    releases = {
        "client": world.release(),
        "other_client": world.release(world.other_client),
    }
    share = joint(world)
    make.change(releases[revokes], revoked_at=day(40))
    share.refresh_from_db()
    assert share.consent == [(day(10), day(40))]


def test_the_restriction_of_one_closes_it_for_both(world):
    world.release()
    world.release(world.other_client)
    share = joint(world)
    make.restriction(world.other_client, provider=world.recipient, since=day(50))
    share.refresh_from_db()
    assert share.consent == [(day(10), day(50))]


def test_a_subject_added_later_must_agree_too(world):
    world.release()
    item = world.item()
    share = world.share(item)
    item.subjects.add(world.other_client)
    share.refresh_from_db()
    assert (share.consent, len(share.subjects)) == ([], 2)


def test_each_subject_may_cover_a_category_by_another_release(world):
    world.release(categories=["goals"])
    world.release(categories=["progress"])
    world.release(world.other_client, categories=["goals", "progress"])
    item = world.item(world.client, world.other_client, categories=["goals", "progress"])
    assert world.share(item).consent == BOTH


def asked(world, subjects, categories):
    """release_consent, asked with these subjects and categories in this order."""
    return run(
        "select release_consent(null, %s::uuid[], %s::text[], %s, null, %s, '2029-12-20', %s)",
        [str(one.pk) for one in subjects],
        categories,
        world.author.pk,
        world.recipient.pk,
        "care_coordination",
    )[0][0]


def test_order_and_repetition_change_nothing(world):
    for one in (world.client, world.other_client):
        world.release(one, categories=["goals", "progress"])
    answers = {
        asked(world, subjects, [*categories, "goals"])
        for subjects in permutations([world.client, world.other_client, world.client])
        for categories in permutations(["goals", "progress"])
    }
    assert len(answers) == 1
    assert answers != {"{}"}


@pytest.mark.parametrize(("subjects", "categories"), [(0, 1), (1, 0), (0, 0)])
def test_about_nobody_or_of_no_category_is_never_open(world, subjects, categories):
    world.release()
    assert asked(world, [world.client] * subjects, ["progress"] * categories) == "{}"


def test_a_category_that_is_not_on_the_list_is_never_covered(world):
    world.release()
    assert asked(world, [world.client], ["horoscope"]) == "{}"
