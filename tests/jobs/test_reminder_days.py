"""The days of reminders are the practice's; the database reads them from one place."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError

from ledger.models import Entry, Verb
from releases.models import ReminderDay
from tests.roles import as_role

from .conftest import ending, run


def days_left(release):
    release.refresh_from_db()
    return round((release.in_force.upper - release.next_reminder_at).total_seconds() / 86400)


def set_days(*days):
    out = StringIO()
    call_command("set_reminder_days", *map(str, days), stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_at_first_they_are_30_7_and_1():
    assert set_days() == "days before the end: 30 7 1; and at the end\n"
    assert not Entry.objects.filter(verb=Verb.REMINDER_DAYS_SET).exists()


def test_other_days_move_what_waits_and_leave_a_line(ana, therapist, psychiatrist):
    assert days_left(psychiatrist.release) == 30
    assert set_days(3, 60, 14) == "days before the end: 60 14 3; and at the end\n"
    assert days_left(psychiatrist.release) == 60
    [line] = Entry.objects.filter(verb=Verb.REMINDER_DAYS_SET)
    assert line.detail == {"days": [60, 14, 3]}


def test_what_is_due_and_not_swept_yet_stays_due(ends_soon):
    assert days_left(ends_soon) == 30
    set_days(30, 2)
    assert days_left(ends_soon) == 30


def test_what_is_due_on_a_day_that_is_gone_waits_for_the_next(ends_soon):
    set_days(7)
    assert days_left(ends_soon) == 7


def test_whatever_the_days_the_end_is_a_date(ana, therapist, stranger):
    release = ending(ana.client, therapist, stranger, days=3)
    ReminderDay.objects.all().delete()
    assert days_left(release) == 0


@pytest.mark.parametrize("days", [0, 366, -1])
def test_other_numbers_are_refused(db, days):
    with pytest.raises(CommandError, match="from 1 to 365"):
        set_days(days)
    with pytest.raises(IntegrityError):
        ReminderDay.objects.create(days=days)


@pytest.mark.parametrize("role", ["web", "clerk"])
def test_only_the_owner_sets_them(db, role):
    with pytest.raises(ProgrammingError, match="permission denied"), as_role(role):
        run("insert into releases_reminderday (days) values (2)")
