"""Staff reach nothing with client data until a second factor is set up and shown."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.pages")]


def code_for(secret):
    """What the authenticator app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


@pytest.mark.parametrize(
    ("kind", "has_factor", "shown", "goes_to"),
    [
        ("client", False, False, None),
        ("client", True, False, None),
        ("client", True, True, None),
        ("staff", False, False, "mfa_index"),
        ("staff", True, False, "mfa_reauthenticate"),
        ("staff", True, True, None),
    ],
)
def test_who_passes_the_door(kind, has_factor, shown, goes_to):
    person = make.staff("Miriam Stone", second_factor=has_factor) if kind == "staff" else None
    person = person or make.user("Ana Moreno")
    browser = make.signed_in(person, second_factor=shown)
    answer = browser.get("/private/")
    if goes_to is None:
        assert answer.status_code == 200
    else:
        assert answer.headers["Location"] == f"{reverse(goes_to)}?next=%2Fprivate%2F"


@pytest.mark.parametrize("has_factor", [False, True])
@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options"])
def test_no_method_is_a_way_round(method, has_factor):
    miriam = make.staff("Miriam Stone", second_factor=has_factor)
    browser = make.signed_in(miriam, second_factor=False)
    assert getattr(browser, method)("/private/").status_code == 302


@pytest.mark.parametrize(
    ("page", "without_factor", "not_shown"),
    [
        ("account_logout", 200, 200),
        ("account_email", 200, 302),
        ("account_reauthenticate", 200, 302),
        ("mfa_index", 200, 302),
        ("mfa_activate_totp", 200, 302),
        ("mfa_view_recovery_codes", 302, 302),
        ("mfa_deactivate_totp", 302, 302),
        ("mfa_reauthenticate", 302, 200),
        ("usersessions_list", 302, 302),
        ("help", 200, 200),
    ],
)
def test_which_pages_are_open_before_the_door(page, without_factor, not_shown):
    new, known = make.staff("New", second_factor=False), make.staff("Known")
    for person, status in ((new, without_factor), (known, not_shown)):
        browser = make.signed_in(person, second_factor=False)
        assert browser.get(reverse(page)).status_code == status


def test_a_factor_that_was_taken_away_counts_no_longer():
    miriam = make.staff("Miriam Stone")
    browser = make.signed_in(miriam)
    Authenticator.objects.filter(user=miriam).delete()
    assert browser.get("/private/").status_code == 302


def test_a_factor_that_took_its_place_has_to_be_shown_anew():
    miriam = make.staff("Miriam Stone")
    browser = make.signed_in(miriam)
    Authenticator.objects.filter(user=miriam).delete()
    make.TOTP.activate(miriam, make.generate_totp_secret())
    assert "reauthenticate" in browser.get("/private/").headers["Location"]


def test_recovery_codes_alone_are_no_second_factor():
    miriam = make.staff("Miriam Stone", second_factor=False)
    RecoveryCodes.activate(miriam)
    assert make.signed_in(miriam).get("/private/").status_code == 302


def test_whoever_has_only_a_passkey_is_asked_for_it():
    miriam = make.staff("Miriam Stone", second_factor=False)
    Authenticator.objects.create(user=miriam, type=Authenticator.Type.WEBAUTHN, data={})
    goes_to = make.signed_in(miriam, second_factor=False).get("/private/").headers["Location"]
    assert goes_to.startswith(reverse("mfa_reauthenticate_webauthn"))


def test_the_sentence_says_what_to_do():
    browser = make.signed_in(make.staff("Miriam Stone", second_factor=False))
    page = browser.get("/private/", follow=True).content.decode()
    assert "add a second way to sign in" in page


def test_a_fragment_is_not_replaced_by_a_whole_page():
    browser = make.signed_in(make.staff("Miriam Stone", second_factor=False))
    answer = browser.get("/private/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == reverse("mfa_index")


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_opens_the_door_at_once():
    miriam = make.staff("Miriam Stone", second_factor=False)
    browser = make.signed_in(miriam)
    browser.get(reverse("mfa_activate_totp"))
    code = code_for(browser.session[SECRET_SESSION_KEY])
    browser.post(reverse("mfa_activate_totp"), {"code": code})
    assert browser.get("/private/").status_code == 200
    assert browser.get(reverse("mfa_view_recovery_codes")).status_code == 200


def test_a_session_from_long_ago_has_to_prove_itself_before_a_first_factor():
    miriam = make.staff("Miriam Stone", second_factor=False)
    browser = make.signed_in(miriam, proved_ago=timedelta(minutes=16))
    answer = browser.get(reverse("mfa_activate_totp"))
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_the_secret_of_an_app_is_sealed_in_the_database():
    secret = make.generate_totp_secret()
    make.TOTP.activate(make.user("Ana Moreno"), secret)
    assert secret not in str(Authenticator.objects.get().data)


def test_signing_in_asks_for_the_factor(client):
    miriam = make.staff("Miriam Stone", second_factor=False)
    secret = make.generate_totp_secret()
    make.TOTP.activate(miriam, secret)
    client.post("/accounts/login/", {"login": miriam.email, "password": make.PASSWORD})
    assert client.get("/private/").status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert client.get("/private/").content.decode() == str(miriam.pk)
