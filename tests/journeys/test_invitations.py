"""Links that are too late, used, somebody else's or wrong: each says what to do next."""

import re

import pytest

from accounts.actions import invite
from accounts.invitations import token_of
from accounts.models import Invitation, Kind, User
from clients.models import Client
from tests import factories as make
from tests import people
from tests.journeys.doors import enter


@pytest.fixture
def invitation():
    """A client of Miriam's, invited just now."""
    miriam = people.a_provider("Miriam Stone", "therapist", "LCSW")
    ida = make.client("Ida Berg", registered_by=miriam.provider)
    make.treatment(ida, miriam.provider)
    address = f"ida-{ida.pk}@example.org"
    return invite(
        email=address, kind=Kind.CLIENT, subject=ida, by=miriam.user, name=ida.name, client=ida
    )


def link_of(invitation):
    return f"/invitation/{token_of(invitation.id, invitation.generation)}/"


def link_in(mail):
    return re.search(r"http://\S+", mail.get_content()).group()


def expire(invitation):
    make.change(invitation, created_at=make.ago(days=15), expires_at=make.ago(days=1))


def test_an_expired_link_leads_to_a_new_one(window, look, post, invitation):
    post.to(invitation.email, 1)
    expire(invitation)
    here = window(**look).open(link_of(invitation), status=410)
    here.sees("This link has run out").press("Send me a new link").sees(
        "We sent a new one to i•••@"
    )
    here.open(link_in(post.to(invitation.email, 2)[-1])).sees("You have an invitation")
    here.open(link_of(invitation), status=404).sees("This link does not work")


def test_a_used_link_leads_to_the_account(window, look, post, invitation):
    link = link_in(post.to(invitation.email, 1)[0])
    window().open(link).press("Continue").fill(password1=make.PASSWORD).press("Make my account")
    here = window(**look).open(link, status=410).sees("This link has been used")
    here.press("Send me a new e-mail").sees("We sent a new one to i•••@")
    assert "You already have an account" in post.to(invitation.email, 2)[-1].get_content()
    assert User.objects.filter(email=invitation.email).count() == 1


def test_somebody_elses_link_gives_nothing_away(window, look, invitation):
    here = enter(window(**look), people.a_client("Ana Moreno").user)
    here.open(link_of(invitation)).sees("You are signed in as Ana Moreno", "is for i•••@")
    here.press("Sign out and continue").sees_nothing_of("Ana Moreno")
    assert Client.objects.get(pk=invitation.subject_id).user is None


def test_a_wrong_link_says_what_to_do(window, look):
    here = window(**look).open("/invitation/not-a-token/", status=404)
    here.sees("This link does not work", "ask the person who invited you")


def test_looking_uses_nothing_up(window, invitation):
    for _scanner in range(2):
        window().open(link_of(invitation)).sees("You have an invitation")
    assert Invitation.objects.get(pk=invitation.pk).used_at is None
