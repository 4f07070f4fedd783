"""Who is reminded of a request that waits, when, and how often: twice, and then silence."""

import pytest
from django.db import IntegrityError, transaction

from ledger.models import Entry, Outgoing, Verb
from releases.letters import release_to_sign
from releases.models import Release
from releases.nudges import sweep
from tests import factories as make
from tests.jobs.conftest import run
from tests.roles import as_role


def swept():
    with as_role("clerk"):
        return sweep()


@pytest.fixture
def asked(ana, therapist, stranger):
    """A request that the therapist made a moment ago."""
    return waiting_for(ana.client, therapist, stranger)


def waiting_for(client, by, to):
    parties = {"disclosers": [by.provider], "recipients": [to.provider]}
    made = make.request(client, proposed_by=by.provider, **parties)
    return make.change(made, next_nudge_at=make.ahead(days=3))


def days_later(release, days):
    """The request as it is so many days on."""
    run(
        "update releases_release set requested_at = requested_at - %s * interval '1 day',"
        " answer_by = answer_by - %s * interval '1 day',"
        " next_nudge_at = next_nudge_at - %s * interval '1 day' where id = %s",
        *[days] * 3,
        release.pk,
    )


def promised(release):
    return Outgoing.objects.filter(kind="release_nudged", subject_id=release.pk)


def told(release):
    return sorted(
        (one.due_at - Release.objects.get(pk=release.pk).requested_at).days
        for one in promised(release)
    )


def test_the_client_is_reminded_on_the_third_and_on_the_tenth_day_and_no_more(asked):
    counts = []
    for _day in range(29):
        counts.append(swept())
        days_later(asked, 1)
    assert [day for day, count in enumerate(counts) if count] == [3, 10]
    assert Entry.objects.filter(verb=Verb.RELEASE_NUDGED).count() == 2


def test_two_sweeps_on_one_day_tell_once(ana, asked):
    days_later(asked, 3)
    assert (swept(), swept()) == (1, 0)
    assert [one.recipient for one in promised(asked)] == [ana.user.pk]


def test_a_worker_that_was_away_tells_of_the_newest_day_only(asked):
    days_later(asked, 12)
    assert swept() == 1
    assert told(asked) == [10]
    asked.refresh_from_db()
    assert asked.next_nudge_at is None


@pytest.mark.parametrize("answer", ["signed_at", "declined_at"])
def test_nobody_is_reminded_of_what_was_answered(asked, answer):
    make.change(asked, **{answer: make.ago(minutes=1)})
    days_later(asked, 3)
    assert (swept(), asked.next_nudge_at) == (0, None)


@pytest.mark.parametrize("end", ["answer_by", "expires_at"])
def test_nobody_is_reminded_of_what_has_run_out(asked, end):
    days_later(asked, 3)
    make.change(asked, **{end: make.ago(minutes=1)})
    assert swept() == 0


def test_a_letter_does_not_go_once_it_was_answered(asked):
    days_later(asked, 3)
    swept()
    letter = promised(asked).get()
    with as_role("clerk"), transaction.atomic():
        assert "still waits" in release_to_sign(letter).body
    make.change(asked, declined_at=make.ago(minutes=1))
    with as_role("clerk"), transaction.atomic():
        assert release_to_sign(letter) is None


def test_what_waits_for_nobody_who_could_sign_is_no_news(leo, play_therapist, stranger):
    asked = waiting_for(leo.client, play_therapist, stranger)
    days_later(asked, 3)
    assert swept() == 0
    assert promised(asked).count() == 0


def test_the_database_knows_no_third_reminder(asked):
    with pytest.raises(IntegrityError, match="release_is_nudged_twice_at_most"):
        make.change(asked, nudges=3)
