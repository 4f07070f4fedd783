"""From when until when: every end of a release, of a membership and of the share itself."""

from datetime import UTC, date, datetime

import pytest

from tests import factories as make
from tests.consent.conftest import day, run


def midnight(year, month, of_day):
    return datetime(year, month, of_day, tzinfo=UTC)


# what happens to the release after it was signed on day 10 until day 100, answer
ENDS = {
    "nothing": ({}, {}, [(day(10), day(100))]),
    "it begins later": ({"effective_at": day(30)}, {}, [(day(30), day(100))]),
    "it should have begun earlier": ({"effective_at": day(5)}, {}, [(day(10), day(100))]),
    "it begins after it was revoked": ({"effective_at": day(60)}, {"revoked_at": day(40)}, []),
    "revoked": ({}, {"revoked_at": day(40)}, [(day(10), day(40))]),
    "revoked before it was signed": ({}, {"revoked_at": day(9)}, []),
    "revoked at the instant of signing": ({}, {"revoked_at": day(10)}, []),
    "revoked after it expired": ({}, {"revoked_at": day(120)}, [(day(10), day(100))]),
    "replaced": ({}, {"superseded_at": day(41)}, [(day(10), day(41))]),
    "the treatment ended": ({}, {"ended_at": day(42)}, [(day(10), day(42))]),
    "expired before it was signed": ({"expires_at": day(10)}, {}, []),
    "all of them, the first counts": (
        {},
        {"revoked_at": day(40), "superseded_at": day(30), "ended_at": day(50)},
        [(day(10), day(30))],
    ),
}


@pytest.mark.parametrize(("facts", "later", "answer"), ENDS.values(), ids=ENDS)
def test_a_release_is_in_force(world, facts, later, answer):
    make.change(world.release(**facts), **later) if later else world.release(**facts)
    assert world.share().consent == answer


# born, by whom it was signed, answer
BIRTHDAYS = {
    "18 on day 31": (date(2012, 2, 1), "representative", [(day(10), midnight(2030, 2, 1))]),
    "18 on day 31, signed in person": (date(2012, 2, 1), "client", [(day(10), day(100))]),
    "18 before the signature": (date(2011, 12, 31), "representative", []),
    "18 after the end": (date(2013, 1, 1), "representative", [(day(10), day(100))]),
    "born on 29 February": (date(2012, 2, 29), "representative", [(day(10), midnight(2030, 3, 1))]),
    "born on 28 February": (
        date(2012, 2, 28),
        "representative",
        [(day(10), midnight(2030, 2, 28))],
    ),
    "birthday not known": (None, "representative", [(day(10), day(100))]),
}


@pytest.mark.parametrize(("born", "signed_by", "answer"), BIRTHDAYS.values(), ids=BIRTHDAYS)
def test_what_a_representative_signed_ends_with_the_18th_birthday(world, born, signed_by, answer):
    make.change(world.client, born=born)
    world.release(signed_by=signed_by)
    assert world.share().consent == answer


@pytest.mark.parametrize(
    ("born", "of_age"),
    [
        (date(2008, 2, 29), midnight(2026, 3, 1)),
        (date(2008, 3, 1), midnight(2026, 3, 1)),
        (date(2008, 2, 28), midnight(2026, 2, 28)),
        (date(2008, 12, 31), midnight(2026, 12, 31)),
        (None, None),
    ],
)
@pytest.mark.django_db
def test_majority_is_the_start_of_the_18th_birthday(born, of_age):
    assert run("select majority(%s)", born) == [(of_age,)]


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Kiritimati"])
def test_majority_does_not_depend_on_the_time_zone_of_the_session(zone):
    run(f"set local timezone = '{zone}'")
    assert run("select majority('2008-07-04') = '2026-07-04T00:00Z'") == [(True,)]


def test_releases_that_touch_leave_no_gap(world):
    world.release(expires_at=day(20))
    world.release(signed=day(20))
    assert world.share().consent == [(day(10), day(100))]


def test_releases_that_do_not_touch_leave_a_gap(world):
    world.release(expires_at=day(20))
    world.release(signed=day(30))
    assert world.share().consent == [(day(10), day(20)), (day(30), day(100))]


def test_nothing_is_open_before_it_was_shared(world):
    world.release()
    assert world.share(shared=day(15)).consent == [(day(15), day(100))]


def test_nothing_is_open_after_it_was_withdrawn(world):
    world.release()
    share = make.change(world.share(), withdrawn_at=day(50))
    assert share.consent == [(day(10), day(50))]


def test_withdrawn_at_the_instant_of_sharing_is_never_open(world):
    world.release()
    assert make.change(world.share(), withdrawn_at=day(0)).consent == []


@pytest.mark.parametrize(("moment", "in_it"), [(day(10), True), (day(100), False)])
def test_the_first_instant_belongs_to_it_and_the_last_does_not(world, moment, in_it):
    world.release()
    share = world.share()
    statement = "select consent @> %s::timestamptz from coordination_share where id = %s"
    assert run(statement, moment, share.pk) == [(in_it,)]


# the recipient's time at the clinic that the release names, answer
MEMBERSHIPS = {
    "always there": ([(None, None)], [(day(10), day(100))]),
    "joins later": ([(day(20), None)], [(day(20), day(100))]),
    "leaves earlier": ([(None, day(60))], [(day(10), day(60))]),
    "leaves and comes back": (
        [(None, day(30)), (day(40), None)],
        [(day(10), day(30)), (day(40), day(100))],
    ),
    "there before and after": ([(None, day(5)), (day(100), None)], []),
    "never there": ([], []),
}


@pytest.mark.parametrize(("times", "answer"), MEMBERSHIPS.values(), ids=MEMBERSHIPS)
def test_a_release_to_an_organization_reaches_its_members_while_there(world, times, answer):
    world.release(recipients=[world.clinic])
    for since, until in times:
        make.membership(world.recipient, world.clinic, since=since, until=until)
    assert world.share().consent == answer


@pytest.mark.parametrize(("times", "answer"), MEMBERSHIPS.values(), ids=MEMBERSHIPS)
def test_joining_and_leaving_after_it_was_shared_is_the_same(world, times, answer):
    world.release(recipients=[world.clinic])
    share = world.share()
    for since, until in times:
        make.membership(world.recipient, world.clinic, since=since, until=until)
    share.refresh_from_db()
    assert share.consent == answer


def test_leaving_an_organization_does_not_touch_what_names_the_person(world):
    world.release()
    make.membership(world.recipient, world.clinic, until=day(20))
    world.release(recipients=[world.clinic], categories=["progress"])
    assert world.share().consent == [(day(10), day(100))]


def test_the_author_leaving_does_not_close_what_was_written_there(world):
    world.release(disclosers=[world.practice])
    make.membership(world.author, world.practice, until=day(20))
    assert world.share().consent == [(day(10), day(100))]
