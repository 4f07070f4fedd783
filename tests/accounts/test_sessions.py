"""A session ends by age and by silence, sooner for staff."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.sessions import SEEN, SIGNED_IN
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.pages")]

MAKERS = {"client": make.user, "staff": make.staff}


def later(**length):
    return time_machine.travel(timezone.now() + timedelta(**length), tick=False)


@pytest.mark.parametrize(
    ("kind", "minutes", "status"),
    [("client", 29, 200), ("client", 30, 302), ("staff", 14, 200), ("staff", 15, 302)],
)
def test_silence_ends_a_session(kind, minutes, status):
    browser = make.signed_in(MAKERS[kind]("Ana Moreno"))
    with later(minutes=minutes):
        assert browser.get("/private/").status_code == status


@pytest.mark.parametrize(
    ("kind", "hours", "status"),
    [("client", 23, 200), ("client", 24, 302), ("staff", 11, 200), ("staff", 12, 302)],
)
def test_age_ends_a_session_however_busy(kind, hours, status):
    browser = make.signed_in(MAKERS[kind]("Ana Moreno"))
    session = browser.session
    session[SEEN] += hours * 3600 - 60
    session.save()
    with later(hours=hours):
        assert browser.get("/private/").status_code == status


def test_activity_keeps_a_session():
    browser = make.signed_in(make.staff("Miriam Stone"))
    for minutes in (10, 20, 30):
        with later(minutes=minutes):
            assert browser.get("/private/").status_code == 200


def test_a_session_without_dates_has_ended():
    browser = make.signed_in(make.user("Ana Moreno"))
    session = browser.session
    del session[SIGNED_IN]
    session.save()
    assert browser.get("/private/").status_code == 302


def test_whoever_was_away_learns_why_and_comes_back_to_the_page():
    browser = make.signed_in(make.user("Ana Moreno"))
    with later(hours=1):
        page = browser.get("/private/", follow=True)
    assert page.redirect_chain == [("/accounts/login/?next=/private/", 302)]
    assert "You were signed out to keep your account safe" in page.content.decode()
