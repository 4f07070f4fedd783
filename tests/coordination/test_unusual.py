"""Unusual openings, asked of the database: which there are, who sees them, who reviews them."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from coordination import unusual
from coordination.actions.reviewing import review
from ledger.ids import uuid7
from ledger.models import Entry, Verb
from tests import factories as make
from tests.attempts import NOT_ALLOWED, attempt

pytestmark = pytest.mark.django_db
ZONE = "Pacific/Auckland"


@pytest.fixture(autouse=True)
def figures(settings):
    settings.TIME_ZONE = ZONE
    settings.UNUSUAL_OPENINGS, settings.UNUSUAL_WITHIN = 3, timedelta(minutes=10)
    settings.UNUSUAL_NIGHT = (time(22), time(6))
    settings.UNUSUAL_BEFORE_STOP = timedelta(minutes=30)
    settings.UNUSUAL_SINCE = timedelta(days=90)


@pytest.fixture
def found(as_web, privacy_officer):
    """What waits for the officer: the rule, the first line, how many."""

    def ask():
        with as_web(privacy_officer.user):
            return {(one.rule, one.line, one.openings) for one in unusual.waiting()}

    return ask


def noon(**before):
    """The practice's noon of the day before yesterday, less what is said."""
    day = (datetime.now(ZoneInfo(ZONE)) - timedelta(days=2)).date()
    return datetime.combine(day, time(12), ZoneInfo(ZONE)) - timedelta(**before)


def opening(client, by, at, subject=None):
    subject = ("coordination.share", subject or uuid7())
    return make.line(client.client, verb=Verb.ITEM_DISCLOSED, by=by.user, subject=subject, at=at)


def openings(client, by, *minutes):
    """So many minutes before noon."""
    return [opening(client, by, noon(minutes=one)) for one in sorted(minutes, reverse=True)]


def test_many_in_a_short_time(ana, psychiatrist, found):
    openings(ana, psychiatrist, 90, 80.5)
    third = openings(ana, psychiatrist, 30, 25, 21, 19)[2]
    assert found() == {("many", third.pk, 4)}


def test_one_fewer_or_a_moment_longer_is_not_many(ana, psychiatrist, gp, found):
    openings(ana, psychiatrist, 30, 25, 19.9)
    openings(ana, gp, 30, 25)
    openings(ana, gp, 90, 85)
    assert found() == set()


def test_exactly_as_long_is_many(ana, psychiatrist, found):
    third = openings(ana, psychiatrist, 30, 25, 20)[2]
    assert found() == {("many", third.pk, 3)}


def test_two_people_together_are_not_one(ana, psychiatrist, gp, found):
    openings(ana, psychiatrist, 30, 25)
    openings(ana, gp, 29, 24)
    assert found() == set()


def test_again_later_is_apart(ana, psychiatrist, found):
    first = openings(ana, psychiatrist, 90, 89, 88)[2]
    second = openings(ana, psychiatrist, 30, 29, 28, 27)[2]
    assert found() == {("many", first.pk, 3), ("many", second.pk, 4)}


def test_what_is_about_a_couple_is_opened_once(sam, robin, psychiatrist, found):
    for minutes in (30, 25):
        both = uuid7()
        for one in (sam, robin):
            opening(one, psychiatrist, noon(minutes=minutes), subject=both)
    assert found() == set()


@pytest.mark.parametrize(
    ("hours", "is_night"), [(14.01, False), (14, True), (6.01, True), (6, False), (3, False)]
)
def test_night_is_the_practices_own(ana, psychiatrist, found, hours, is_night):
    at = noon(hours=hours)
    line = opening(ana, psychiatrist, at)
    assert found() == ({("night", line.pk, 1)} if is_night else set())


def test_one_night_is_one_and_the_next_another(ana, psychiatrist, found):
    first = opening(ana, psychiatrist, noon(hours=13))
    opening(ana, psychiatrist, noon(hours=8))
    later = opening(ana, psychiatrist, noon(hours=-12))
    assert found() == {("night", first.pk, 2), ("night", later.pk, 1)}


def test_without_hours_it_is_never_night(ana, psychiatrist, found, settings):
    settings.UNUSUAL_NIGHT = None
    opening(ana, psychiatrist, noon(hours=13))
    assert found() == set()


def stop(client, minutes):
    at = noon(minutes=minutes)
    return make.line(client.client, verb=Verb.RELEASE_REVOKED, by=client.user, at=at)


def test_just_before_that_client_stopped(ana, sam, psychiatrist, found):
    openings(ana, psychiatrist, 75)
    first = openings(ana, psychiatrist, 60, 45)[0]
    openings(sam, psychiatrist, 50)
    stop(ana, 30)
    stop(ana, 29)
    openings(ana, psychiatrist, 20)
    assert found() == {("stop", first.pk, 2)}


def test_what_is_long_ago_is_not_shown(ana, psychiatrist, found, settings):
    settings.UNUSUAL_SINCE = timedelta(hours=3)
    openings(ana, psychiatrist, 30, 29, 28)
    assert found() == set()


@pytest.mark.parametrize("who", ["ana", "psychiatrist", "directory_admin"])
def test_only_an_officer_sees_any(ana, psychiatrist, request, as_web, who):
    openings(ana, psychiatrist, 30, 29, 28)
    with as_web(request.getfixturevalue(who).user):
        assert unusual.waiting() == []


def reviewed(line, by, rule="many"):
    return review(rule=rule, line=line.pk, verdict="explained", words="A handover.", by=by.user)


def test_what_was_looked_into_waits_no_more(ana, psychiatrist, privacy_officer, found, as_web):
    third = openings(ana, psychiatrist, 30, 29, 28)[2]
    with as_web(privacy_officer.user):
        made = reviewed(third, privacy_officer)
        line = Entry.objects.get(verb=Verb.OPENINGS_REVIEWED)
    assert (line.client, line.subject_id) == (None, str(made.pk))
    assert found() == set()


def test_what_goes_on_afterwards_waits_again(ana, psychiatrist, privacy_officer, found, as_web):
    third = [opening(ana, psychiatrist, make.ago(minutes=one)) for one in (3, 2, 1)][2]
    with as_web(privacy_officer.user):
        reviewed(third, privacy_officer)
    opening(ana, psychiatrist, make.ago())
    assert ("many", third.pk, 4) in found()


def test_nobody_reviews_what_they_opened(ana, privacy_officer, found, as_web):
    third = openings(ana, privacy_officer, 30, 29, 28)[2]
    assert found() == set()
    with as_web(privacy_officer.user):
        assert _insert(third.pk, privacy_officer) == NOT_ALLOWED


def test_nobody_reviews_what_was_kept_from_their_own(
    leo, psychiatrist, therapist, privacy_officer, found, as_web
):
    first = openings(leo, psychiatrist, 45)[0]
    stop(leo, 30)
    assert found() == {("stop", first.pk, 1)}
    make.representative(leo.client, user=privacy_officer.user, verified_by=therapist.provider)
    assert found() == set()
    with as_web(privacy_officer.user):
        assert _insert(first.pk, privacy_officer, "stop") == NOT_ALLOWED


@pytest.mark.parametrize("who", ["ana", "psychiatrist", "directory_admin"])
def test_only_an_officer_writes_and_reads_reviews(
    ana, psychiatrist, privacy_officer, request, as_web, as_clerk, who
):
    third = openings(ana, psychiatrist, 30, 29, 28)[2]
    reviewed(third, privacy_officer)
    person = request.getfixturevalue(who)
    with as_web(person.user):
        assert _insert(third.pk, person) == NOT_ALLOWED
        assert attempt("select words from coordination_review") == 0
    with as_clerk():
        assert attempt("select words from coordination_review") == NOT_ALLOWED


def test_what_was_found_is_kept(ana, psychiatrist, privacy_officer):
    reviewed(openings(ana, psychiatrist, 30, 29, 28)[2], privacy_officer)
    assert attempt("update coordination_review set words = 'x'") == "review_is_kept"
    assert attempt("delete from coordination_review") == "review_is_kept"


def _insert(line, person, rule="many"):
    return attempt(
        "insert into coordination_review (id, rule, line, verdict, words, reviewed_by_id)"
        " values (uuidv7(), %s, %s, 'explained', 'Fine.', %s)",
        rule,
        line,
        person.user.pk,
    )
