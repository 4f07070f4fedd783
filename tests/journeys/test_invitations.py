"""Links that are too late, used, somebody else's or wrong: each says what to do next."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from accounts.actions import invite
from accounts.invitations import token_of
from accounts.models import Invitation, Kind, User
from clients.models import Client
from ledger.ids import uuid7
from providers.actions import invite_provider
from releases.notices import PART2_NOTICE, PART2_SHORT
from tests import factories as make
from tests import people
from tests.journeys.doors import code_of, enter


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
    here.open(link_of(invitation), status=410).sees("There is a newer link", "We sent it to i•••@")
    here.press("Send me the newest link").sees("We sent a new one to i•••@")


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


@pytest.fixture
def helen():
    """In the directory, without an account; Miriam shares a long note with her, and one is held."""
    helen = make.provider("Helen Park", profession="gp", credentials="MD")
    miriam = people.a_provider("Miriam Stone", "therapist", "LCSW")
    ana = make.client("Ana Moreno")
    kinds, parties = ["substance_use_part2"], {"disclosers": [miriam.provider]}
    make.release(ana, categories=kinds, recipients=[helen], **parties)
    long = "\n".join(["She has not used for ninety days."] * 90)
    make.share(make.item(miriam.provider, ana, categories=kinds, body=long), helen)
    make.share(make.item(miriam.provider, ana, categories=["goals"], body="Wants to move."), helen)
    address = f"helen-{helen.pk}@example.org"
    return invite_provider(provider=helen, email=address, by=make.staff("Ruth Adler"))


def printed(window):
    """What stands on each sheet, if the page is printed."""
    return [one.extract_text() for one in PdfReader(BytesIO(window.page.pdf())).pages]


def test_a_professional_comes_from_the_mail_to_the_first_note(window, look, post, helen):
    here = window(**look).open(link_in(post.to(helen.email, 1)[0])).press("Continue")
    here.fill(password1=make.PASSWORD).press("Make my account")
    here.open("/shared/").sees("Before you continue, add a second way to sign in")
    here.follow("Add an authenticator app").page.get_by_text("I can't read the square").click()
    here.fill(code=code_of(here.page.locator("code").inner_text())).press("Add the app")
    here.sees("recovery codes").open("/").sees("New from others").sees_nothing_of("Goals")
    here.follow("Note about Ana Moreno").sees("She has not used", PART2_NOTICE)
    here.sees("What the client agreed to", "Ana Moreno consented on", "Ask Miriam Stone, LCSW, who")
    sheets = printed(here)
    assert len(sheets) > 2
    assert [one for one in sheets if PART2_SHORT not in " ".join(one.split())] == []
    here.open("/shared/").sees("substance use", "Ask for more").sees_nothing_of("Goals", "move")


def test_somebody_is_entered_verified_invited_and_comes(window, look, post):
    address = f"otto-{uuid7()}@example.org"
    ruth = enter(window(**look), make.staff("Ruth Adler", is_directory_admin=True))
    ruth.open("/directory/add/").fill(name="Otto Lindgren", email=address)
    ruth.page.select_option("[name=profession]", "other")
    ruth.press("Add the provider").follow("Verify and activate")
    for box, note in ((0, "Passport seen."), (1, "Answered at the number of his school.")):
        ruth.page.get_by_label("I have checked this").nth(box).check()
        ruth.page.get_by_label("What you saw").nth(box).fill(note)
    ruth.press("Save what I saw").sees("is active from now on", "Passport seen.", "Checked")
    ruth.follow("Invite to an account").press("Send the invitation").sees("The link works until")
    first = link_in(post.to(address, 1)[0])
    ruth.press("Send a new link there").sees("An invitation is on its way")
    otto = window(**look).open(first, status=410).sees("There is a newer link", "o•••@example.org")
    otto.open(link_in(post.to(address, 2)[-1])).press("Continue")
    otto.fill(password1=make.PASSWORD).press("Make my account")
    ruth.reload().sees("Has an account").sees_nothing_of("Take it back")


def test_looking_uses_nothing_up(window, invitation):
    for _scanner in range(2):
        window().open(link_of(invitation)).sees("You have an invitation")
    assert Invitation.objects.get(pk=invitation.pk).used_at is None
