"""At night letters wait for the morning; to those who want no mail none go."""

from datetime import UTC, datetime, time

import pytest
from django.core import mail
from django.db import IntegrityError
from django.db.models import TimeField, Value
from django.db.models.functions import Cast

from ledger import outbox
from ledger.models import Outgoing
from ledger.outbox import Mail, deliver_due, delivers, enqueue, knows_who_wants_no_mail
from tests.roles import as_role

from .conftest import ANA, LEO, run

NEUTRAL = Mail("ana@example.org", "You have something to review", "Sign in to see it.")


@pytest.fixture
def kinds(db, letters, monkeypatch):
    """Two kinds of letters, of which one may not wait, and a promise of each."""
    monkeypatch.setattr(outbox, "_always", set())
    delivers("review")(lambda outgoing: NEUTRAL)
    delivers("alert", always=True)(lambda outgoing: NEUTRAL)
    for kind in ("review", "alert"):
        enqueue(kind, subject_id=ANA, recipient=LEO)


@pytest.fixture
def nobody_wants_mail(monkeypatch):
    monkeypatch.setattr(outbox, "_no_mail", [lambda recipient: recipient == LEO])


def went():
    with as_role("clerk"):
        deliver_due()
    return set(Outgoing.objects.filter(sent_at__isnull=False).values_list("kind", flat=True))


# The practice's clocks show what its zone says; the hours are moved, not the clock.
NOW = "select (clock_timestamp() at time zone %s)::time"


def hours(settings, *, around):
    """Quiet hours that hold this moment, or that do not, wherever midnight lies."""
    [(now,)] = run(NOW, settings.TIME_ZONE)
    before, after = time((now.hour - 2) % 24), time((now.hour + 2) % 24)
    settings.QUIET_HOURS = (before, after) if around else (after, before)


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland", "UTC"])
@pytest.mark.parametrize("quiet", [True, False])
def test_in_the_quiet_hours_only_what_may_not_wait_goes(kinds, settings, zone, quiet):
    settings.TIME_ZONE = zone
    hours(settings, around=quiet)
    assert went() == ({"alert"} if quiet else {"alert", "review"})


def test_what_waited_goes_when_they_are_over(kinds, settings):
    hours(settings, around=True)
    went()
    assert Outgoing.objects.get(kind="review").attempts == 0
    hours(settings, around=False)
    assert went() == {"alert", "review"}


NIGHT = (time(21), time(8))
NOON_BREAK = (time(12), time(14))


@pytest.mark.parametrize(
    ("quiet", "shown", "goes"),
    [
        (NIGHT, "20:59:59", True),
        (NIGHT, "21:00", False),
        (NIGHT, "00:00", False),
        (NIGHT, "07:59:59", False),
        (NIGHT, "08:00", True),
        (NOON_BREAK, "11:59:59", True),
        (NOON_BREAK, "12:00", False),
        (NOON_BREAK, "14:00", True),
        (NOON_BREAK, "00:00", True),
        (None, "03:00", True),
    ],
)
def test_both_ends_of_the_night(kinds, settings, monkeypatch, quiet, shown, goes):
    settings.QUIET_HOURS = quiet
    clocks_show = Value(time.fromisoformat(shown), TimeField())
    monkeypatch.setattr(outbox, "TimeOfDay", lambda: Cast(clocks_show, TimeField()))
    assert ("review" in went()) is goes


def test_who_wants_no_mail_gets_none_but_what_keeps_them_safe(kinds, nobody_wants_mail):
    assert went() == {"alert"}
    dropped = Outgoing.objects.get(kind="review")
    assert (dropped.dropped_for, len(mail.outbox)) == ("no_mail", 1)
    assert dropped.dropped_at


def test_what_no_longer_holds_is_dropped_for_that(kinds, letters, nobody_wants_mail):
    letters["review"] = lambda outgoing: None
    went()
    assert Outgoing.objects.get(kind="review").dropped_for == "over"


def test_while_nobody_knows_who_wants_none_nothing_goes(kinds, monkeypatch):
    monkeypatch.setattr(outbox, "_no_mail", [])
    assert went() == {"alert"}
    assert Outgoing.objects.get(kind="review").last_error


def test_one_knows_who_wants_no_mail(nobody_wants_mail):
    with pytest.raises(ValueError, match="known elsewhere"):
        knows_who_wants_no_mail(lambda recipient: False)


def test_a_reason_belongs_to_what_was_dropped(kinds):
    with pytest.raises(IntegrityError, match="outgoing_dropped_for_a_reason"):
        Outgoing.objects.update(dropped_for="no_mail", sent_at=datetime.now(UTC))
