"""Links that ran out, were used, or are somebody else's: a sentence, and nothing changes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from accounts import actions, invitations
from accounts.acting import acting_as
from accounts.models import Invitation, User
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_an_expired_link_offers_a_new_one(client, invitation, link, expire):
    expire(invitation)
    answer = client.get(link)
    assert answer.status_code == 410
    assert "a•••@example.org" in answer.content.decode()


def test_the_new_link_works_and_the_old_one_is_dead(
    practice, client, invitation, link, sign_up, expire
):
    expire(invitation)
    assert "We sent a new one" in client.post(link).content.decode()
    fresh = practice.mailed_link()
    assert (fresh != link, client.get(link).status_code) == (True, 410)
    assert sign_up(fresh).headers["Location"] == "/"


def test_pressing_twice_sends_one_letter(practice, client, invitation, link, expire):
    expire(invitation)
    client.post(link)
    client.post(link)
    assert sum(letter is not None for letter in practice.letters()) == 2
    assert Invitation.objects.get().generation == 2


def test_an_expired_link_opens_no_account(client, invitation, link, sign_up, expire):
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


def test_somebody_else_with_a_used_link_is_told_who_they_are_signed_in_as(link, sign_up):
    sign_up(link)
    shown = make.signed_in(make.user("Sam Whitaker")).get(link).content.decode()
    assert "you are signed in as <bdi>Sam Whitaker</bdi>" in shown
    assert "Sign out and continue" in shown


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
    assert client.get(link).status_code == 410
    assert client.get(practice.mailed_link()).status_code == 200


def letters_now(practice):
    return sum(letter is not None for letter in practice.letters())


def test_a_replaced_link_leads_to_the_newest_and_opens_nothing(
    practice, invitation, link, client, as_web, sign_up
):
    with as_web(practice.inviter):
        actions.resend_invitation(invitation=invitation, by=practice.inviter)
    shown = client.get(link).content.decode()
    assert "We sent it to a•••@example.org" in shown
    sign_up(link)
    assert not User.objects.filter(email="ana@example.org").exists()
    assert invitations.find(invitation.token_hash).token_hash == "", "what opens is not told"


def test_the_newest_link_is_sent_again_once_an_hour_and_not_at_once(
    practice, invitation, link, client, as_web
):
    with as_web(practice.inviter):
        actions.resend_invitation(invitation=invitation, by=practice.inviter)
    before = letters_now(practice)
    assert "We sent a new one" in client.post(link).content.decode()
    assert letters_now(practice) == before, "the last letter is younger than an hour"
    sent = make.ago(hours=2) + actions.LASTS
    Invitation.objects.update(expires_at=sent)
    for _press in range(3):
        client.post(link)
    assert letters_now(practice) == before + 1
    assert client.get(practice.mailed_link()).status_code == 200


def test_a_second_invitation_to_the_same_address_replaces_the_first(practice, link, client):
    practice.invite()
    assert "There is a newer link" in client.get(link).content.decode()
    practice.invite(email="other@example.org")
    assert "You have an invitation" in client.get(link).content.decode(), "as whoever tries it"


def test_an_old_link_says_what_became_of_the_newest(practice, invitation, link, client, expire):
    newest = practice.invite()
    expire(newest)
    make.change(invitation, created_at=make.ago(days=30))
    assert "This link has run out" in client.get(link).content.decode()
    client.post(link)
    newest.refresh_from_db()
    assert newest.generation == 2
    assert client.get(practice.mailed_link()).status_code == 200


def test_what_was_taken_back_opens_nothing_and_says_whom_to_ask(
    practice, invitation, link, client, sign_up, as_web
):
    with as_web(practice.inviter):
        taken = [
            actions.take_back_invitation(invitation=invitation, by=practice.inviter)
            for _twice in range(2)
        ]
    assert taken == [True, False]
    answer = client.get(link)
    assert answer.status_code == 410
    assert "ask <bdi>Miriam Stone</bdi> for a new one" in answer.content.decode()
    sign_up(link)
    assert not User.objects.filter(email="ana@example.org").exists()
    assert practice.letters() == [None], "the letter that waited does not go"


def test_nobody_takes_back_what_another_sent(practice, invitation, as_web):
    julian = make.staff("Julian Okafor")
    with as_web(julian):
        assert not actions.take_back_invitation(invitation=invitation, by=julian)


def test_nobody_resends_the_invitation_of_another(practice, invitation, as_web):
    julian = make.staff("Julian Okafor")
    with as_web(julian):
        assert not actions.resend_invitation(invitation=invitation, by=julian)


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
    answer = browser.post(link, follow=True)
    assert answer.status_code == 410
    assert "Nothing was changed. Use the link in the newest e-mail" in answer.content.decode()
    assert not Invitation.objects.get().used_at
    # Trying is what tells; the link itself looks as it did.
    assert "Your account is ready" in browser.get(link).content.decode()


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
    browsers = [make.WebClient() for _ in range(4)]
    # Each holds the open link before any is used: whoever comes later is told so on its page.
    for browser in browsers:
        browser.post(link)

    def use(number, browser):
        facts = {"name": f"Ana {number}", "password1": make.PASSWORD, "language": "en"}
        try:
            return browser.post("/accounts/signup/", facts).headers["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(use, range(4), browsers))
    assert sorted(answers) == ["/", *[reverse("invitation_open")] * 3]
    assert User.objects.filter(email="ana@example.org").count() == 1
    assert len(practice.accepted) == 1
