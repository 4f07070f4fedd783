"""A client's "not this, not them" outranks every release."""

import pytest

from ledger.ids import uuid7
from tests import factories as make
from tests.consent.conftest import day

OPEN, CLOSED = [(day(10), day(100))], []

# whom it names, what it names, whether it applies
WHOM = {
    "everyone": (lambda w: {}, True),
    "the recipient": (lambda w: {"provider": w.recipient}, True),
    "somebody else": (lambda w: {"provider": w.colleague}, False),
    "the author": (lambda w: {"provider": w.author}, False),
    "the recipient's clinic": (lambda w: {"organization": w.clinic}, True),
    "the author's practice": (lambda w: {"organization": w.practice}, False),
}
WHAT = {
    "everything": (lambda item: {}, True),
    "this note": (lambda item: {"item": item.pk}, True),
    "another note": (lambda item: {"item": uuid7()}, False),
    "one of its categories": (lambda item: {"categories": ["billing", "progress"]}, True),
    "another category": (lambda item: {"categories": ["billing"]}, False),
}


@pytest.mark.parametrize(("what", "matches_what"), WHAT.values(), ids=WHAT)
@pytest.mark.parametrize(("whom", "matches_whom"), WHOM.values(), ids=WHOM)
def test_a_restriction_applies_when_both_match(world, whom, matches_whom, what, matches_what):
    make.membership(world.recipient, world.clinic)
    world.release(categories=["progress", "goals"])
    item = world.item(categories=["progress", "goals"])
    share = world.share(item)
    make.restriction(world.client, since=day(0), **whom(world), **what(item))
    share.refresh_from_db()
    assert share.consent == (CLOSED if matches_whom and matches_what else OPEN)


@pytest.mark.parametrize(
    ("since", "until", "answer"),
    [
        (day(0), None, []),
        (day(40), None, [(day(10), day(40))]),
        (day(40), day(60), [(day(10), day(40)), (day(60), day(100))]),
        (day(0), day(10), OPEN),
        (day(100), None, OPEN),
    ],
)
def test_it_holds_from_then_until_then(world, since, until, answer):
    world.release()
    make.restriction(world.client, since=since, until=until)
    assert world.share().consent == answer


def test_it_follows_a_member_of_the_organization_only_while_there(world):
    world.release()
    make.membership(world.recipient, world.clinic, since=day(20), until=day(30))
    make.restriction(world.client, organization=world.clinic, since=day(0))
    assert world.share().consent == [(day(10), day(20)), (day(30), day(100))]


def test_a_later_broad_release_does_not_lift_it(world):
    make.restriction(world.client, provider=world.recipient, since=day(0))
    share = world.share()
    world.release(signed=day(50))
    share.refresh_from_db()
    assert share.consent == CLOSED


def test_another_clients_restriction_changes_nothing(world):
    world.release()
    make.restriction(world.other_client, since=day(0))
    assert world.share().consent == OPEN


def test_lifting_it_opens_again_from_then_on(world):
    world.release()
    restriction = make.restriction(world.client, since=day(20))
    share = world.share()
    make.change(restriction, ends_at=day(70))
    share.refresh_from_db()
    assert share.consent == [(day(10), day(20)), (day(70), day(100))]
