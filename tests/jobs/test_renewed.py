"""What is renewed already is not reminded of; what is only asked for is, in other words."""

import pytest

from ledger.models import Outgoing
from ledger.outbox import deliver_due
from releases.reminders import sweep
from tests import factories as make
from tests.roles import as_role

from .conftest import ending, promised


def renewed(client, by, to, **facts):
    """Another release between the two that goes on for a year."""
    facts = {"disclosers": [by.provider], "recipients": [to.provider]} | facts
    return make.release(client, **facts)


def told(release):
    with as_role("clerk"):
        sweep()
    return bool(promised(release) or promised(release, "release_ended"))


GOES_ON = {
    "the same": {},
    "more": {"categories": ["progress", "goals"]},
    "both ways": {"direction": "two_way"},
    "from the end on": {"effective_at": make.ahead(days=20)},
}


@pytest.mark.parametrize("how", GOES_ON)
def test_what_another_one_carries_on_is_not_told_of(ana, therapist, stranger, ends_soon, how):
    renewed(ana.client, therapist, stranger, **GOES_ON[how])
    assert not told(ends_soon)


DOES_NOT = {
    "other kinds": {"categories": ["goals"]},
    "another purpose": {"purposes": ["payment"]},
    "some dates": {"information_from": make.TODAY},
    "shorter": {"expires_at": make.ahead(days=25)},
    "begins after a gap": {"effective_at": make.ahead(days=60)},
    "stopped": {"revoked": make.ago(hours=1)},
}


@pytest.mark.parametrize("how", DOES_NOT)
def test_what_no_other_one_carries_on_is_told_of(ana, therapist, stranger, ends_soon, how):
    renewed(ana.client, therapist, stranger, **DOES_NOT[how])
    assert told(ends_soon)


def test_one_for_somebody_else_or_the_other_way_round_does_not_count(
    ana, sam, therapist, stranger, gp, ends_soon
):
    renewed(ana.client, therapist, gp)
    renewed(ana.client, stranger, therapist)
    renewed(sam.client, therapist, stranger)
    assert told(ends_soon)


def test_exchanged_sides_count_where_both_ways_are_meant(ana, therapist, stranger, ends_soon):
    renewed(ana.client, stranger, therapist, direction="two_way")
    assert not told(ends_soon)


def test_the_end_is_not_told_of_what_goes_on(ana, therapist, stranger):
    release = ending(ana.client, therapist, stranger, days=-0.1)
    renewed(ana.client, therapist, stranger)
    assert not told(release)


def test_what_is_renewed_after_the_promise_is_not_told_of(
    ana, therapist, stranger, ends_soon, post
):
    told(ends_soon)
    renewed(ana.client, therapist, stranger)
    with as_role("clerk"):
        deliver_due()
    assert post.letters == []
    assert set(Outgoing.objects.values_list("dropped_for", flat=True)) == {"over"}


@pytest.mark.parametrize("by_whom", ["the therapist", "the client"])
def test_a_renewal_that_waits_changes_the_words_and_not_the_duty(
    ana, therapist, stranger, ends_soon, post, by_whom
):
    asks = therapist.provider if by_whom == "the therapist" else None
    request = make.request(
        ana.client,
        proposed_by=asks,
        supersedes=ends_soon,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
    )
    assert told(ends_soon)
    with as_role("clerk"):
        deliver_due()
    texts = {letter.to[0]: letter.text for letter in post.letters}
    waits = [address for address, text in texts.items() if "waits for an answer" in text]
    assert len(waits) == (3 if asks else 0)
    page = f"/releases/{request.pk}/review/" if asks else f"/releases/{ends_soon.pk}/renew/"
    assert page in texts[ana.user.email]
