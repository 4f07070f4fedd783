"""Two changes at once: what comes of them is what would come of one after the other.

In every trial the kept consent is exact, and each fact has one line in the ledger.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from ledger.models import Entry, Verb
from releases.actions import signing
from tests.attempts import run
from tests.consent import writing as w
from tests.consent.conftest import differences
from tests.consent.racing import race
from tests.consent.trials import clinic, join_all, prepare

pytestmark = pytest.mark.django_db(transaction=True)

SHARED, SIGNED = Verb.ITEM_SHARED, Verb.RELEASE_SIGNED
REVOKED, WITHDRAWN = Verb.RELEASE_REVOKED, Verb.SHARE_WITHDRAWN


def one_each(*verbs):
    return dict.fromkeys(verbs, 1)


@dataclass(frozen=True)
class Meeting:
    """Two acts, what is there before them, and what must be there after them.

    `lines` are those of the first client's chain, with how many there are of each; what depends
    on who came first is a function of what is found.
    """

    first: Callable
    second: Callable
    is_open: bool | Callable
    lines: dict | Callable
    facts: dict = field(default_factory=dict)
    before: Callable | None = None
    place: Callable | None = None


def as_a_member(trials, place):
    join_all(trials, place)


def outside(trials, place):
    for one in trials:
        one.place = place


UNSHARED, UNSIGNED = {"shared": False}, {"signed": False}
BOTH = {"about": 2}


def only_the_new_one(found):
    """Stopped before the renewal, which stays; or after it, and then nothing is in force."""
    renewal = found.trial.sides[0].waiting
    renewal.refresh_from_db()
    return renewal.revoked_at is None


def stopped_unless_renewed(found):
    """What was replaced before the stop came is over, and the new one is not what was stopped."""
    stopped, _signed = found.results
    return one_each(SIGNED, *([REVOKED] if stopped else []))


def if_signed(found):
    return SIGNED in found.lines


def signed_or_declined(found):
    return one_each(SIGNED if found.open else Verb.RELEASE_DECLINED)


def signed_or_revised(found):
    assert found.results == ((True, False) if found.open else (False, True))
    return one_each(SIGNED) if found.open else {}


def shared_again(found):
    return SHARED in found.lines


def withdrawn_and_perhaps_shared(found):
    return one_each(WITHDRAWN, *([SHARED] if found.open else []))


MEETINGS = {
    # The client, twice
    "a release is stopped twice": Meeting(w.revoking, w.revoking, False, one_each(REVOKED)),
    "one and all": Meeting(w.revoking, w.stopping_all, False, one_each(REVOKED)),
    "all, twice": Meeting(w.stopping_all, w.stopping_all, False, one_each(REVOKED)),
    "it is stopped and renewed": Meeting(
        w.revoking, w.signing, True, stopped_unless_renewed, before=w.renewal_is_read
    ),
    "all are stopped and one renewed": Meeting(
        w.stopping_all,
        w.signing,
        only_the_new_one,
        one_each(REVOKED, SIGNED),
        before=w.renewal_is_read,
    ),
    "it is renewed twice": Meeting(
        w.signing, w.second_signing, True, one_each(SIGNED), before=w.two_renewals_are_read
    ),
    "it is signed twice": Meeting(
        w.signing, w.signing, True, one_each(SIGNED), UNSIGNED, w.words_are_read
    ),
    "it is signed and declined": Meeting(
        w.signing, w.declining, if_signed, signed_or_declined, UNSIGNED, w.words_are_read
    ),
    "it is signed and revised": Meeting(
        w.signing, w.revising, if_signed, signed_or_revised, UNSIGNED, w.words_are_read
    ),
    # Sharing, and whatever changes what may be shared
    "shared and stopped": Meeting(
        w.revoking, w.sharing, False, one_each(REVOKED, SHARED), UNSHARED
    ),
    "shared and stopped by statements": Meeting(
        w.revoking_by_statement, w.sharing_by_statement, False, {}, UNSHARED
    ),
    "shared and signed": Meeting(
        w.signing,
        w.sharing,
        True,
        one_each(SIGNED, SHARED),
        UNSHARED | UNSIGNED,
        w.words_are_read,
    ),
    "shared and restricted": Meeting(w.restricting, w.sharing, False, one_each(SHARED), UNSHARED),
    "shared and allowed again": Meeting(
        w.lifting, w.sharing, True, one_each(SHARED), UNSHARED, w.restricted
    ),
    "shared and left": Meeting(
        w.leaving,
        w.sharing,
        False,
        one_each(SHARED),
        UNSHARED | {"together": 1},
        place=as_a_member,
    ),
    "shared and joined": Meeting(
        w.joining, w.sharing, True, one_each(SHARED), UNSHARED | {"together": 1}, place=outside
    ),
    "shared and grown up": Meeting(
        w.correcting_the_birthday,
        w.sharing,
        False,
        one_each(SHARED),
        UNSHARED | {"born": w.A_CHILD},
    ),
    "shared and a child after all": Meeting(
        w.making_a_child, w.sharing, True, one_each(SHARED), UNSHARED | {"born": w.AN_ADULT}
    ),
    "shared and of another kind": Meeting(
        w.recategorising, w.sharing, False, one_each(SHARED), UNSHARED
    ),
    "shared twice": Meeting(w.sharing, w.sharing, True, one_each(SHARED), UNSHARED),
    "shared with two while another is taken back": Meeting(
        w.withdrawing,
        w.sharing_with_both,
        True,
        {SHARED: 2, WITHDRAWN: 1},
        UNSHARED,
        w.shared_with_another,
    ),
    "shared with who opens an account": Meeting(
        w.claiming, w.sharing, True, one_each(SHARED), UNSHARED | {"together": 1}, w.invited
    ),
    # Taking back
    "taken back twice": Meeting(w.withdrawing, w.withdrawing, False, one_each(WITHDRAWN)),
    "taken back and stopped": Meeting(
        w.withdrawing, w.revoking, False, one_each(WITHDRAWN, REVOKED)
    ),
    "taken back and shared": Meeting(
        w.withdrawing, w.sharing, shared_again, withdrawn_and_perhaps_shared
    ),
    # A note about two
    "both stop": Meeting(w.revoking, w.second_revoking, False, one_each(REVOKED), BOTH),
    "both sign": Meeting(
        w.signing,
        w.second_signing,
        True,
        one_each(SIGNED),
        BOTH | UNSIGNED,
        w.words_are_read,
    ),
    "one stops, one signs": Meeting(
        w.revoking,
        w.second_signing,
        False,
        one_each(REVOKED),
        BOTH | {"signed": (True, False)},
        w.words_are_read,
    ),
    "two notes, from either page": Meeting(
        w.writing, w.writing_from_the_other_page, True, {Verb.ITEM_WRITTEN: 2}, BOTH
    ),
}


@dataclass(frozen=True)
class Found:
    """What is there after a trial."""

    trial: object
    results: tuple
    open: bool
    lines: dict


OFTEN = {
    "a release is stopped twice",
    "it is stopped and renewed",
    "all are stopped and one renewed",
    "it is renewed twice",
    "shared and stopped",
    "shared and signed",
    "shared and restricted",
    "shared and left",
    "shared and joined",
    "shared and grown up",
    "shared and of another kind",
    "both stop",
    "both sign",
    "one stops, one signs",
}
"""Those in which a mistake would show something; the others are about order and lines."""
CASES = [
    *((name, 12) for name in MEETINGS),
    *(
        pytest.param(name, 500 if name in OFTEN else 100, marks=pytest.mark.long)
        for name in MEETINGS
    ),
]


@pytest.fixture(autouse=True)
def _no_files(monkeypatch):
    """The sealed file is made after the commit, in a transaction of its own, with tests of its own.

    It takes longer than everything else in these trials.
    """
    monkeypatch.setattr(signing, "keep_record_after_commit", lambda release, by: None)


@pytest.mark.parametrize(("name", "times"), CASES)
def test_it_is_as_if_one_came_after_the_other(name, times):
    meeting = MEETINGS[name]
    outcomes = meet(meeting, times)
    assert differences() == []
    for found in outcomes:
        assert found.open == wanted(meeting.is_open, found)
        assert found.lines == wanted(meeting.lines, found)


def wanted(what, found):
    return what(found) if callable(what) else what


def meet(meeting, times):
    """What is found after each trial of the meeting; the two must have met in some."""
    place = clinic() if meeting.place else None
    trials = prepare(times, to=place, **meeting.facts)
    if place:
        meeting.place(trials, place)
    done = race(trials, meeting.first, meeting.second, before=meeting.before)
    assert sum(one.met(other) for one, other in done) > times / 5
    open_ones = {
        (item, recipient)
        for item, recipient in run(
            "select item_id, recipient_id from coordination_share"
            " where consent @> clock_timestamp()"
        )
    }
    lines = Counter(Entry.objects.values_list("client", "verb"))
    return [
        Found(
            trial,
            (one.result, other.result),
            (trial.item.pk, trial.recipient.provider.pk) in open_ones,
            {verb: number for (who, verb), number in lines.items() if who == trial.client.pk},
        )
        for trial, (one, other) in zip(trials, done, strict=True)
    ]
