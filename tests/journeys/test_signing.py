"""Signing goes wrong in all the ways in which people and browsers make it go wrong."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore

from releases.models import Release, Signature
from tests import factories as make
from tests import people
from tests.journeys.doors import enter

# Their sentences stand in tests/pages/test_client_sign.py, too; here a browser reads them.
LONG = pytest.mark.long
AGAIN = "Someone changed this while you were reading. Nothing was signed."


@pytest.fixture
def request_to_ana():
    """Miriam asks Ana whether she may tell Julian of her progress and of trauma."""
    ana = people.a_client("Ana Moreno", preferred_name="Ana")
    miriam = people.a_provider("Miriam Stone", "therapist", "LCSW")
    make.treatment(ana.client, miriam.provider)
    julian = people.a_provider("Julian Okafor", "psychiatrist", "MD")
    return make.request(
        ana.client,
        proposed_by=miriam.provider,
        disclosers=[miriam.provider],
        recipients=[julian.provider],
        categories=["progress", "trauma_violence"],
    )


def page(release, step):
    return f"/releases/{release.pk}/review/{step}/"


def at_the_signature(window, release, **look):
    """Ana, one press away from having signed for her progress."""
    ana = enter(window(**look), release.client.user)
    ana.open(page(release, "what")).tick(categories="progress").press("Continue")
    return ana.open(page(release, "sign")).fill(typed_name="Ana Moreno")


def signatures(release):
    return Signature.objects.filter(release=release).count()


def test_a_double_click_signs_once(window, look, request_to_ana):
    ana = at_the_signature(window, request_to_ana, **look)
    ana.page.get_by_role("button", name="Sign and start sharing").dblclick(no_wait_after=True)
    ana.page.wait_for_url("**/done/")
    ana.sees("Sharing is on").examine()
    assert signatures(request_to_ana) == 1


def test_the_back_button_shows_that_it_is_signed(window, look, request_to_ana):
    ana = at_the_signature(window, request_to_ana, **look).press("Sign and start sharing")
    ana.back().sees("Sharing is on").sees_nothing_of("Sign and start sharing")
    assert signatures(request_to_ana) == 1


def test_what_changed_while_it_was_read_is_not_signed(window, look, request_to_ana):
    ana = at_the_signature(window, request_to_ana, **look)
    elsewhere = enter(window(), request_to_ana.client.user)
    elsewhere.open(page(request_to_ana, "what"))
    elsewhere.tick(categories="trauma_violence").press("Continue")
    ana.press("Sign and start sharing").sees(AGAIN, "Trauma and violence")
    assert signatures(request_to_ana) == 0
    ana.fill(typed_name="Ana Moreno", initials_trauma_violence="AM")
    ana.press("Sign and start sharing").sees("Sharing is on")


def test_whoever_proved_themselves_long_ago_does_it_again_and_types_nothing_twice(
    window, look, request_to_ana
):
    ana = at_the_signature(window, request_to_ana, **look)
    make_the_proof_old(ana)
    ana.press("Sign and start sharing").sees("Confirm that it is you")
    assert signatures(request_to_ana) == 0
    ana.fill(password=make.PASSWORD).press("Continue").sees("Sharing is on")
    assert signatures(request_to_ana) == 1


def make_the_proof_old(window):
    (key,) = (one["value"] for one in window.context.cookies() if one["name"] == "session")
    session = SessionStore(key)
    for proof in session["account_authentication_methods"]:
        proof["at"] -= timedelta(minutes=16).total_seconds()
    session.save()


def test_a_sensitive_kind_wants_its_initials(window, look, request_to_ana):
    ana = enter(window(**look), request_to_ana.client.user)
    ana.open(page(request_to_ana, "what")).tick(categories="trauma_violence").press("Continue")
    ana.open(page(request_to_ana, "sign")).fill(typed_name="Ana Moreno")
    ana.press("Sign and start sharing").sees("Put your initials beside Trauma and violence")
    assert signatures(request_to_ana) == 0


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Type your full name to sign"),
        pytest.param("A" * 300, "Shorten the name to 200 characters or fewer", marks=LONG),
        pytest.param("Ana\r\nBcc: all@example.org", "Write the name on one line", marks=LONG),
    ],
    ids=["none", "300 characters", "two lines"],
)
def test_a_name_that_cannot_be_signs_nothing(window, request_to_ana, name, sentence):
    ana = at_the_signature(window, request_to_ana).smuggle(typed_name=name)
    ana.press("Sign and start sharing").sees("There is a problem", sentence)
    assert signatures(request_to_ana) == 0


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (None, -1, "The end date must be today or later"),
        pytest.param(None, 500, "The end date must be within 12 months", marks=LONG),
        pytest.param(20, 10, "The first day must not be after the last day", marks=LONG),
        pytest.param(None, None, "Enter the date sharing should end", marks=LONG),
    ],
)
def test_dates_that_cannot_be_change_nothing(window, request_to_ana, first, last, sentence):
    ana = enter(window(), request_to_ana.client.user).open(page(request_to_ana, "when"))
    ana.fill(starts=in_days(first), ends=in_days(last)).press("Continue").sees(sentence)
    assert Release.objects.get(pk=request_to_ana.pk).expires_at == request_to_ana.expires_at


def test_a_day_that_is_in_no_calendar_is_refused(window, request_to_ana):
    ana = enter(window(), request_to_ana.client.user).open(page(request_to_ana, "when"))
    ana.smuggle(ends="2027-02-30").press("Continue").sees(
        "Enter the last day as day, month and year"
    )


def in_days(days):
    return "" if days is None else str(make.TODAY + timedelta(days=days))
