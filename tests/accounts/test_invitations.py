"""An invitation from the mail to the account: used once, by its owner, and looked at freely."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.utils import ProgrammingError
from django.urls import reverse
from django.utils import timezone

from accounts import actions, invitations
from accounts.acting import acting_as
from accounts.models import Invitation, User
from accounts.tasks import KeyChangedError
from ledger.models import Entry, Outgoing, Verb
from tests import factories as make
from tests.accounts.pages import ANA

pytestmark = pytest.mark.django_db


def expire(invitation):
    past = timezone.now() - timedelta(days=20)
    make.change(invitation, created_at=past, expires_at=past + timedelta(days=14))


@pytest.fixture
def invitation(practice):
    return practice.invite()


@pytest.fixture
def link(practice, invitation):
    return practice.link(invitation)


# The letter


def test_the_letter_brings_the_link(practice, invitation, link, as_clerk):
    with as_clerk():
        (letter,) = practice.letters()
    assert letter.to == "ana@example.org"
    assert f"http://localhost:8000{link}" in letter.body


def test_the_letter_names_the_inviter_and_nothing_else(practice, invitation, as_clerk):
    with as_clerk():
        (letter,) = practice.letters()
    assert "Miriam Stone" in letter.body
    assert "Ana" not in letter.subject + letter.body
    assert "Miriam" not in letter.subject


def test_the_token_is_stored_nowhere(practice, invitation, link):
    token = link.split("/")[2]
    rows = [*Invitation.objects.values(), *Outgoing.objects.values(), *Entry.objects.values()]
    assert token not in str(rows)


def test_no_letter_goes_to_whom_it_would_not_help(practice, invitation):
    expire(invitation)
    assert practice.letters() == [None]


def test_a_changed_key_makes_a_dead_letter_and_no_dead_link(practice, invitation, settings):
    settings.SECRET_KEY = "another key than the one that made the hash"
    with pytest.raises(KeyChangedError):
        practice.letters()


def test_inviting_is_in_the_ledger_of_whom_it_is_about(practice):
    practice.invite(client=ANA)
    line = Entry.objects.get(verb=Verb.INVITED)
    assert (line.actor, str(line.client)) == (practice.inviter.pk, ANA)


@pytest.mark.parametrize(
    "facts",
    [{"email": "nobody"}, {"email": "a@b.org\r\nBcc: c@d.org"}, {"name": "A\r\nBcc: c@d.org"}],
)
def test_what_is_no_address_or_name_is_not_invited(practice, facts):
    with pytest.raises(ValidationError):
        practice.invite(**facts)


def test_nobody_invites_for_a_record_that_no_floor_gives_away(practice, monkeypatch):
    monkeypatch.delitem(invitations._accepted, "accounts.user")
    with pytest.raises(LookupError, match="on_accept"):
        practice.invite()


# Who may invite, and who sees it


@pytest.mark.parametrize(
    ("inviter", "kind", "allowed"),
    [
        ("admin", "client", True),
        ("admin", "staff", True),
        ("staff", "client", True),
        ("staff", "staff", False),
        ("client", "client", False),
        ("client", "staff", False),
    ],
)
def test_who_may_invite_whom(practice, as_web, inviter, kind, allowed):
    practice.inviter = {
        "admin": practice.inviter,
        "staff": make.staff("Julian Okafor"),
        "client": make.user("Sam Whitaker"),
    }[inviter]
    with as_web():
        if allowed:
            assert practice.invite(kind=kind)
        else:
            with pytest.raises(ProgrammingError, match="row-level security"):
                practice.invite(kind=kind)


def test_only_the_inviter_sees_an_invitation(practice, invitation, as_web):
    with as_web(practice.inviter):
        assert Invitation.objects.get() == invitation
    with as_web(make.staff("Julian Okafor")):
        assert not Invitation.objects.exists()
    with as_web():
        assert not Invitation.objects.exists()


def test_nobody_marks_an_invitation_as_used(practice, invitation, as_web):
    with as_web(practice.inviter), pytest.raises(ProgrammingError, match="permission denied"):
        Invitation.objects.update(used_at=timezone.now(), used_by=practice.inviter)


# The page


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


# Signing up


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
    assert sign_up(link).headers["Location"] == reverse("invitation_open")
    assert not User.objects.filter(email="ana@example.org").exists()


# Links that are no longer good


def test_an_expired_link_offers_a_new_one(client, invitation, link):
    expire(invitation)
    answer = client.get(link)
    assert answer.status_code == 410
    assert "a•••@example.org" in answer.content.decode()


def test_the_new_link_works_and_the_old_one_is_dead(practice, client, invitation, link, sign_up):
    expire(invitation)
    assert "We sent a new one" in client.post(link).content.decode()
    fresh = practice.mailed_link()
    assert (fresh != link, client.get(link).status_code) == (True, 404)
    assert sign_up(fresh).headers["Location"] == "/"


def test_pressing_twice_sends_one_letter(practice, client, invitation, link):
    expire(invitation)
    client.post(link)
    client.post(link)
    assert sum(letter is not None for letter in practice.letters()) == 2
    assert Invitation.objects.get().generation == 2


def test_an_expired_link_opens_no_account(client, invitation, link, sign_up):
    client.post(link)
    expire(invitation)
    answer = client.post("/accounts/signup/", {"name": "Ana", "password1": make.PASSWORD})
    assert answer.headers["Location"] == reverse("invitation_open")
    assert client.get(reverse("invitation_open")).status_code == 410


def test_a_used_link_says_so_and_opens_nothing(link, sign_up):
    sign_up(link)
    other = make.WebClient()
    assert other.get(link).status_code == 410
    sign_up(link, other, name="Somebody else")
    assert User.objects.filter(email="ana@example.org").count() == 1


def test_whoever_opens_their_used_link_again_has_nothing_left_to_do(link, sign_up, client):
    sign_up(link)
    assert "nothing left to do" in client.get(link).content.decode()


def test_the_owner_of_a_used_link_is_mailed_how_to_sign_in_once_an_hour(
    practice, link, sign_up, as_clerk
):
    sign_up(link)
    for _press in range(3):
        make.WebClient().post(link)
    with as_clerk():
        (_invitation, *reminders) = practice.letters()
    assert [letter.to for letter in reminders] == ["ana@example.org"]
    assert "/accounts/password/reset/" in reminders[0].body


def test_nobody_is_reminded_of_an_account_that_was_closed(practice, link, sign_up):
    sign_up(link)
    make.WebClient().post(link)
    User.objects.filter(email="ana@example.org").update(is_active=False)
    assert practice.letters() == [None, None]


def test_a_resent_invitation_replaces_the_one_before(practice, invitation, link, client, as_web):
    with as_web(practice.inviter):
        assert actions.resend_invitation(invitation=invitation, by=practice.inviter)
        assert not actions.resend_invitation(invitation=invitation, by=practice.inviter)
    assert client.get(link).status_code == 404
    assert client.get(practice.mailed_link()).status_code == 200


def test_nobody_resends_the_invitation_of_another(practice, invitation, as_web):
    julian = make.staff("Julian Okafor")
    with as_web(julian):
        assert not actions.resend_invitation(invitation=invitation, by=julian)


# Somebody is signed in


def test_the_link_of_another_person_changes_nothing(practice, link):
    browser = make.signed_in(make.user("Sam Whitaker"))
    page = browser.post(link).content.decode()
    assert "You are signed in as" in page
    assert "a•••@example.org" in page
    assert not practice.accepted


def test_whoever_has_an_account_already_takes_the_record_with_one_button(
    practice, invitation, link
):
    ana = make.user("Ana Moreno", email="ana@example.org")
    assert make.signed_in(ana).post(link).headers["Location"] == "/"
    assert practice.accepted == [(invitation.id, ana.pk)]


def test_whoever_has_an_account_but_is_not_signed_in_is_led_there_and_back(client, link):
    make.user("Ana Moreno", email="ana@example.org")
    assert client.post(link).headers["Location"] == "/accounts/login/?next=%2Finvitation%2F"
    facts = {"login": "ana@example.org", "password": make.PASSWORD, "next": "/invitation/"}
    assert client.post("/accounts/login/", facts).headers["Location"] == "/invitation/"
    assert "Your account is ready" in client.get("/invitation/").content.decode()


def test_a_record_that_was_given_away_meanwhile_changes_nothing(practice, link, monkeypatch):
    def refuse(**facts):
        raise actions.InvitationGoneError

    monkeypatch.setitem(invitations._accepted, "accounts.user", refuse)
    browser = make.signed_in(make.user("Ana Moreno", email="ana@example.org"))
    assert "Nothing was changed" in browser.post(link).content.decode()
    assert not Invitation.objects.get().used_at


def test_an_account_for_work_cannot_become_one_for_care(practice, link):
    ana = make.staff("Ana Moreno", email="ana@example.org")
    page = make.signed_in(ana).post(link).content.decode()
    assert "account of another kind" in page
    assert not practice.accepted


def test_the_database_gives_an_invitation_to_its_owner_only(practice, invitation, as_web):
    offer = invitations.find(invitation.token_hash)
    sam = make.user("Sam Whitaker")
    with as_web(sam), pytest.raises(actions.InvitationGoneError):
        actions.accept_invitation(offer=offer, by=sam)


def test_a_deactivated_account_accepts_nothing(practice, invitation):
    ana = make.user("Ana Moreno", email="ana@example.org")
    offer = invitations.find(invitation.token_hash)
    with acting_as(ana):
        make.change(ana, is_active=False)
        with pytest.raises(actions.InvitationGoneError):
            actions.accept_invitation(offer=offer, by=ana)


def test_two_floors_cannot_accept_for_the_same_record():
    with pytest.raises(ValueError, match="accepted elsewhere"):
        invitations.on_accept("clients.client")(print)


@pytest.mark.django_db(transaction=True)
def test_of_two_uses_at_once_one_wins_and_the_other_is_told(practice, link):
    def use(number):
        browser = make.WebClient()
        browser.post(link)
        facts = {"name": f"Ana {number}", "password1": make.PASSWORD, "language": "en"}
        try:
            return browser.post("/accounts/signup/", facts).headers["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(use, range(4)))
    assert sorted(answers) == ["/", *[reverse("invitation_open")] * 3]
    assert User.objects.filter(email="ana@example.org").count() == 1
    assert len(practice.accepted) == 1
