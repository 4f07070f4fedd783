"""Every page that allauth can show is in our layout, in our words and under our policy."""

import re

import pytest
from django.urls import reverse

from tests import factories as make
from tests.design.pages import Page, unsafe_for_the_policy

ANYBODY = ["account_login", "account_signup", "account_reset_password", "account_inactive"]
STAFF = [
    "account_email",
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
]
AVOIDED = ["Submit", "Invalid", "Click here", "N/A", "reauthenticate", "Two-Factor"]


@pytest.fixture
def miriam(db):
    """Signed in, and asked again just now: some pages want that."""
    http = make.signed_in(make.staff("Miriam Stone"))
    session = http.session
    for record in session["account_authentication_methods"]:
        record["reauthenticated"] = True
    session.save()
    return http


def in_our_layout(response):
    """The page's text, once it has shown that it is one of ours."""
    html = response.content.decode()
    assert response.status_code == 200
    assert len(Page(html).all("h1")) == 1
    assert html.split("<title>")[1].split("</title>")[0].endswith(" | Accord")
    assert 'class="skip-link"' in html
    assert list(unsafe_for_the_policy(html)) == []
    words = re.sub(r"<[^>]*>", " ", html.split("<main")[1].split("</main>")[0])
    assert not [word for word in AVOIDED if word.lower() in words.lower()]
    return html


@pytest.mark.parametrize("name", ANYBODY)
def test_a_page_for_anybody_is_in_our_layout(client, db, name):
    in_our_layout(client.get(reverse(name)))


@pytest.mark.parametrize("name", STAFF)
def test_a_page_for_those_signed_in_is_in_our_layout(miriam, name):
    in_our_layout(miriam.get(reverse(name)))


def test_no_field_is_named_by_its_placeholder(client, db):
    html = in_our_layout(client.get(reverse("account_login")))
    assert not [field for field in Page(html).all("input") if "placeholder" in field]


def test_the_square_code_is_drawn_in_the_page(db):
    nova = make.signed_in(make.user("Nova Reyes", kind="staff"))
    html = in_our_layout(nova.get(reverse("mfa_activate_totp")))
    assert "<path" in html.split('class="qr"')[1]
    assert "data:image" not in html


def test_a_wrong_password_is_told_at_the_top_and_in_the_title(client, db):
    wrong = {"login": "ana@example.org", "password": "not the right one"}
    html = in_our_layout(client.post(reverse("account_login"), wrong))
    assert "<title>Error: Sign in" in html
    assert "There is a problem" in html


def test_a_session_is_told_by_browser_and_not_by_its_code(miriam):
    agent = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    html = in_our_layout(miriam.get(reverse("usersessions_list"), HTTP_USER_AGENT=agent))
    assert "Gecko" not in html
