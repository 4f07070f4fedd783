"""A note is changed while it is shown or its release is stopped: the old text or the new, whole."""

import pytest

from accounts.acting import acting_as
from accounts.refusals import Blocked
from coordination.actions import disclose, revise_item
from coordination.models import Item
from tests import factories as make
from tests.consent.conftest import differences
from tests.consent.racing import done_as, pause, race
from tests.consent.trials import BODY, prepare
from tests.consent.writing import revoking

pytestmark = pytest.mark.django_db(transaction=True)

OLD, NEW = (BODY, ["progress"]), ("She sleeps four hours.", ["goals"])
TIMES = [15, pytest.param(300, marks=pytest.mark.long)]


def goals_are_released(trial):
    parties = {"disclosers": [trial.author.provider], "recipients": [trial.recipient.provider]}
    make.release(trial.client, categories=["goals"], **parties)


def rewriting(trial):
    body, categories = NEW
    by = trial.author.user
    return done_as(
        by, lambda: revise_item(item=trial.item, by=by, body=body, categories=categories)
    )


def showing(trial):
    """What was shown, or nothing, and when it began."""
    reader = trial.recipient
    try:
        with acting_as(reader.user):
            shown = disclose(share_id=trial.share.pk, provider=reader.provider, by=reader.user)
            pause()
            return shown.item.body, shown.share.categories
    except Blocked:
        return None


@pytest.mark.parametrize("times", TIMES)
def test_whoever_is_shown_it_sees_one_text_with_its_own_kinds(times):
    done = race(prepare(times), rewriting, showing, before=goals_are_released)
    assert sum(one.met(other) for one, other in done) > times / 5
    shown = [other.result for _one, other in done]
    assert all(one in (OLD, NEW) for one in shown)
    assert OLD in shown
    assert NEW in shown
    assert differences() == []


@pytest.mark.parametrize("times", TIMES)
def test_what_is_closed_by_a_change_is_shown_only_as_it_was(times):
    done = race(prepare(times), rewriting, showing)
    assert all(other.result in (OLD, None) for _one, other in done)
    assert differences() == []


@pytest.mark.parametrize("times", TIMES)
def test_a_change_and_a_stop_at_once_leave_nothing_open(times):
    trials = prepare(times)
    done = race(trials, rewriting, revoking, before=goals_are_released)
    assert sum(one.met(other) for one, other in done) > times / 5
    assert {one.body for one in Item.objects.all()} == {NEW[0]}
    assert differences() == []


@pytest.mark.parametrize("times", TIMES)
def test_of_two_changes_at_once_one_is_made(times):
    done = race(prepare(times), rewriting, rewriting)
    assert [sorted([one.result[0], other.result[0]]) for one, other in done] == (
        [[False, True]] * times
    )
