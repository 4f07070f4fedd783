"""Signing in: what strangers cannot find out, how often they may try, what is mailed."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.pages")]


@pytest.fixture
def ana():
    return make.user("Ana Moreno", email="ana@example.org")


def attempt(browser, email="ana@example.org", password="not the password"):
    return browser.post("/accounts/login/", {"login": email, "password": password})


def without_what_differs(answer, *words):
    """The page without its CSRF tokens, nonce and the address that was typed in."""
    text = answer.content.decode()
    for word in (str(answer.context["csrf_token"]), *words):
        text = text.replace(word, "")
    return text


def test_signing_in_leads_home(client, ana):
    assert attempt(client, password=make.PASSWORD).headers["Location"] == "/"
    ana.refresh_from_db()
    assert ana.last_login


def test_the_case_of_an_address_does_not_matter(client, ana):
    assert attempt(client, "ANA@Example.org", make.PASSWORD).status_code == 302


def test_a_wrong_password_and_an_unknown_address_look_the_same(ana):
    known, unknown = (attempt(make.WebClient(), e) for e in ("ana@example.org", "ana@example.net"))
    assert known.status_code == unknown.status_code
    assert without_what_differs(known, "ana@example.org") == without_what_differs(
        unknown, "ana@example.net"
    )


def test_a_deactivated_account_is_not_told_apart_without_its_password(ana):
    make.change(ana, is_active=False)
    assert "not correct" in attempt(make.WebClient()).content.decode()


def test_a_new_password_is_promised_to_every_address_in_the_same_words(
    ana, django_capture_on_commit_callbacks
):
    pages = []
    for email in ("ana@example.org", "ana@example.net"):
        with django_capture_on_commit_callbacks(execute=True):
            page = make.WebClient().post("/accounts/password/reset/", {"email": email}, follow=True)
        pages.append(without_what_differs(page, email))
    assert pages[0] == pages[1]
    assert [message.to for message in mail.outbox] == [["ana@example.org"], ["ana@example.net"]]


def test_an_address_of_another_account_is_not_given_away_when_it_is_added(ana):
    make.user("Sam Whitaker", email="sam@example.org")
    pages = []
    for email in ("sam@example.org", "new@example.org"):
        browser = make.signed_in(ana)
        browser.post("/accounts/reauthenticate/", {"password": make.PASSWORD})
        answer = browser.post("/accounts/email/", {"email": email, "action_add": ""})
        pages.append((answer.status_code, answer.headers["Location"]))
    assert pages[0] == pages[1]


@pytest.mark.parametrize(("tries", "sentence"), [(5, "not correct"), (6, "Too many")])
def test_guessing_is_stopped(client, ana, tries, sentence):
    answers = [attempt(client).content.decode() for _try in range(tries)]
    assert sentence in answers[-1]


def test_after_too_many_tries_the_right_password_must_wait_too(client, ana):
    for _try in range(5):
        attempt(client)
    assert attempt(client, password=make.PASSWORD).status_code == 200


def test_the_limit_holds_when_valkey_is_away(client, ana, settings):
    default = settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": default}
    answers = [attempt(client).content.decode() for _try in range(6)]
    assert "not correct" in answers[4]
    assert "Too many" in answers[5]


def test_signing_in_works_when_valkey_is_away(client, ana, settings):
    default = settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": default}
    assert attempt(client, password=make.PASSWORD).status_code == 302


def test_a_failed_attempt_is_counted_although_nothing_was_written(client, ana):
    attempt(client)
    assert client.session.get("_auth_user_id") is None


def test_the_admin_has_no_door_of_its_own(client):
    make.staff("Miriam Stone", email="miriam@example.org", is_staff=True, is_superuser=True)
    facts = {"username": "miriam@example.org", "password": make.PASSWORD}
    assert client.post("/admin/login/", facts).headers["Location"].startswith("/accounts/login/")


def test_a_fragment_that_comes_too_late_leads_its_page_to_the_sign_in(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/clients/?page=2"}
    answer = client.get("/private/", headers=headers)
    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=%2Fclients%2F%3Fpage%3D2"


# Passwords


def test_whoever_is_signed_in_asks_for_no_new_password_of_another(ana):
    browser = make.signed_in(make.user("Sam Whitaker"))
    answer = browser.post("/accounts/password/reset/", {"email": "ana@example.org"})
    assert answer.headers["Location"] == reverse("account_change_password")


def test_a_forgotten_password_is_replaced_with_the_code_from_the_mail(
    ana, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/password/reset/", {"email": "ana@example.org"})
    client.post("/accounts/password/reset/confirm/", {"code": code_in(mail.outbox[-1])})
    fresh = {"password1": "a quiet evening at home", "password2": "a quiet evening at home"}
    client.post("/accounts/password/reset/complete/", fresh)
    assert attempt(make.WebClient(), password="a quiet evening at home").status_code == 302


def test_a_new_password_ends_every_other_session(ana):
    here, elsewhere = make.signed_in(ana), make.signed_in(ana)
    facts = {"oldpassword": make.PASSWORD, "password1": "a quiet evening at home"}
    here.post("/accounts/password/change/", facts | {"password2": facts["password1"]})
    assert elsewhere.get("/private/").status_code == 302


# Mails


def code_in(message):
    return next(line for line in message.body.splitlines() if line.isupper() or "-" in line)


def test_a_changed_address_counts_only_after_its_code(ana, django_capture_on_commit_callbacks):
    browser = make.signed_in(ana)
    browser.post("/accounts/reauthenticate/", {"password": make.PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        browser.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    ana.refresh_from_db()
    assert ana.email == "ana@example.org"
    browser.post("/accounts/confirm-email/", {"code": code_in(mail.outbox[-1])})
    ana.refresh_from_db()
    assert ana.email == "new@example.org"


def test_the_address_of_another_account_cannot_be_taken_with_its_code(
    ana, django_capture_on_commit_callbacks
):
    make.user("Sam Whitaker", email="sam@example.org")
    browser = make.signed_in(ana)
    browser.post("/accounts/reauthenticate/", {"password": make.PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        browser.post("/accounts/email/", {"email": "sam@example.org", "action_add": ""})
    browser.post("/accounts/confirm-email/", {"code": code_in(mail.outbox[-1])})
    ana.refresh_from_db()
    assert ana.email == "ana@example.org"


@pytest.mark.parametrize("name", ["Ana, all@example.org", 'Ana" <all@example.org>', "Ana <b>x</b>"])
def test_a_name_gets_neither_into_the_head_nor_into_the_text_of_a_mail(
    name, django_capture_on_commit_callbacks
):
    make.user(name, email="ana@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        make.WebClient().post("/accounts/password/reset/", {"email": "ana@example.org"})
    (message,) = mail.outbox
    assert (message.to, message.cc, message.bcc) == (["ana@example.org"], [], [])
    assert name not in message.message().as_string()


def test_no_mail_of_accounts_says_whose_it_is_in_its_subject(
    ana, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        make.WebClient().post("/accounts/password/reset/", {"email": "ana@example.org"})
    assert mail.outbox[0].subject == "Your code"


def test_a_poisoned_host_gets_into_no_mail(ana, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            "/accounts/password/reset/",
            {"email": "ana@example.net"},
            headers={"X-Forwarded-Host": "evil.example"},
        )
    assert "evil.example" not in mail.outbox[0].body
    assert client.post("/accounts/login/", headers={"Host": "evil.example"}).status_code == 400


def test_a_request_that_fails_mails_nothing(ana, client, monkeypatch, mailoutbox):
    client.raise_request_exception = False
    monkeypatch.setattr("allauth.account.adapter.messages.add_message", lambda *a, **k: 1 / 0)
    client.post("/accounts/password/reset/", {"email": "ana@example.org"})
    assert mailoutbox == []


# Proving again


@pytest.mark.parametrize(("minutes", "status"), [(14, 200), (15, 302)])
def test_what_counts_asks_for_a_proof_of_the_last_quarter_of_an_hour(ana, minutes, status):
    browser = make.signed_in(ana, proved_ago=timedelta(minutes=minutes))
    assert browser.get("/proof/").status_code == status


def test_a_form_goes_on_after_the_proof(ana):
    browser = make.signed_in(ana, proved_ago=timedelta(minutes=20))
    asked = browser.post("/proof/", {"typed": "once"})
    assert asked.headers["Location"] == f"{reverse('account_reauthenticate')}?next=%2Fproof%2F"
    answer = browser.post(asked.headers["Location"], {"password": make.PASSWORD, "next": "/proof/"})
    assert answer.content == b"proved"
