"""The page behind an invitation's link, and the account that is opened with it."""

import pytest
from django.urls import reverse

from accounts import actions, invitations
from accounts.models import User
from ledger.models import Entry
from tests import factories as make
from tests.accounts.pages import ANA

pytestmark = pytest.mark.django_db


def test_the_page_says_who_invites_how_long_it_takes_and_shows_no_address(client, link):
    page = client.get(link).content.decode()
    for words in ("Miriam Stone", "about 4 minutes", "This isn’t me", "a•••@example.org"):
        assert words in page
    assert "ana@example.org" not in page


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_uses_nothing_up(client, link, invitation, sign_up, method):
    for _scanner in range(3):
        assert getattr(client, method)(link).status_code == 200
    assert sign_up(link).headers["Location"] == "/"


def test_the_address_of_the_page_is_told_to_nobody(client, link):
    assert client.get(link).headers["Referrer-Policy"] == "strict-origin"


def test_the_page_works_under_the_check_against_forgery(practice, link):
    browser = make.WebClient(enforce_csrf_checks=True)
    token = browser.get(link).context["csrf_token"]
    answer = browser.post(link, {"csrfmiddlewaretoken": str(token)})
    assert answer.headers["Location"] == reverse("account_signup")
    assert browser.post(link).status_code == 403


def test_the_page_speaks_the_language_of_the_invitation(practice, client):
    link = practice.link(practice.invite(language="es"))
    assert '<html lang="es"' in client.get(link).content.decode()
    assert '<html lang="en"' in client.get(f"{link}?language=en").content.decode()
    assert '<html lang="es"' in client.get(f"{link}?language=xx").content.decode()


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: t + "x", str.swapcase, lambda t: "0"]
)
def test_a_tampered_link_says_what_to_do(client, link, change):
    token = link.split("/")[2]
    answer = client.get(f"/invitation/{change(token)}/")
    assert answer.status_code == 404
    assert "newest e-mail" in answer.content.decode()


def test_signing_up_opens_the_account_and_tells_the_floor_above(
    practice, invitation, link, sign_up, client
):
    assert sign_up(link).headers["Location"] == "/"
    ana = User.objects.get(email="ana@example.org")
    invitation.refresh_from_db()
    assert (ana.name, ana.kind, ana.language) == ("Ana Moreno", "client", "en")
    assert (invitation.used_by, practice.accepted) == (ana, [(invitation.id, ana.pk)])
    assert client.session["_auth_user_id"] == str(ana.pk)


def test_the_invited_address_counts_as_verified(link, sign_up, mailoutbox):
    sign_up(link)
    address = User.objects.get(email="ana@example.org").emailaddress_set.get()
    assert (address.verified, address.primary, mailoutbox) == (True, True, [])


def test_the_ledger_tells_of_the_account_and_the_link(link, sign_up):
    sign_up(link)
    ana = User.objects.get(email="ana@example.org")
    lines = Entry.objects.filter(actor=ana.pk).order_by("number")
    assert [(line.verb, line.client and str(line.client)) for line in lines] == [
        ("account_created", None),
        ("account_linked", ANA),
    ]


def test_staff_go_on_to_the_second_factor(practice, sign_up, client):
    link = practice.link(practice.invite("julian@example.org", kind="staff"))
    assert sign_up(link, name="Julian Okafor").headers["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_the_form_brings_the_name_and_fixes_the_address(client, link):
    client.post(link)
    form = client.get("/accounts/signup/").context["form"]
    assert form["name"].value() == "Ana Moreno"
    assert form["email"].value() == "ana@example.org"
    assert form.fields["email"].disabled


@pytest.mark.parametrize(
    "extra",
    [
        {"email": "else@example.org"},
        {"kind": "staff"},
        {"is_superuser": "on", "is_staff": "on", "is_directory_admin": "on"},
    ],
)
def test_what_the_form_does_not_ask_is_not_read(link, sign_up, extra):
    sign_up(link, **extra)
    ana = User.objects.get(email="ana@example.org")
    assert (ana.kind, ana.is_superuser, ana.is_directory_admin) == ("client", False, False)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"name": ""}, "Enter your full name"),
        ({"name": "X" * 300}, "Shorten your name to 200 characters or fewer"),
        ({"name": "Ana\r\nBcc: all@example.org"}, "Write the name on one line"),
        ({"name": "Ana\u202eonerom"}, "Write the name on one line"),
        ({"password1": "too short"}, "at least 15 characters"),
        ({"password1": "ana@example.org"}, "too similar"),
        ({"password1": "passwordpassword"}, None),
        ({"language": "xx"}, "Select a valid choice"),
    ],
)
def test_a_form_that_cannot_be_accepted_says_why_and_opens_nothing(link, sign_up, facts, sentence):
    answer = sign_up(link, **facts)
    if sentence:
        assert sentence in answer.content.decode()
        assert not User.objects.filter(email="ana@example.org").exists()


def test_a_name_from_right_to_left_is_kept_as_it_is(link, sign_up):
    sign_up(link, name="يعقوب الحداد")
    assert User.objects.get(email="ana@example.org").name == "يعقوب الحداد"


def test_without_an_invitation_nobody_signs_up(client):
    page = client.get("/accounts/signup/")
    assert b"invitation" in page.content
    client.post("/accounts/signup/", {"email": "x@example.org", "password1": make.PASSWORD})
    assert not User.objects.exists()


def test_a_floor_above_that_refuses_leaves_nothing_behind(practice, link, sign_up, monkeypatch):
    def refuse(**facts):
        raise actions.InvitationGoneError

    monkeypatch.setitem(invitations._accepted, "accounts.user", refuse)
    assert sign_up(link).headers["Location"] == f"{reverse('invitation_open')}?gone"
    assert not User.objects.filter(email="ana@example.org").exists()
