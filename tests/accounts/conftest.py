"""A practice that invites, and somebody who is invited."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import invitations
from accounts.acting import acting_as
from accounts.actions import invite
from ledger.ids import uuid7
from ledger.models import Outgoing
from ledger.outbox import _letters
from tests import factories as make
from tests.accounts.pages import ANA


class Inviting:
    """What the tests do with invitations; the record behind them is the inviter's own account."""

    def __init__(self, inviter):
        self.inviter = inviter
        self.accepted = []

    def invite(self, email="ana@example.org", *, kind="client", name="Ana Moreno", **facts):
        with acting_as(self.inviter):
            return invite(
                email=email, kind=kind, subject=self.inviter, by=self.inviter, name=name, **facts
            )

    def accept(self, *, offer, user):
        self.accepted.append((offer.id, user.pk))
        return ANA

    def link(self, invitation):
        return f"/invitation/{invitations.token_of(invitation.id, invitation.generation)}/"

    def letters(self):
        """The mails that the worker would write now, oldest first."""
        rows = Outgoing.objects.waiting().order_by("id")
        return [_letters[row.kind](row) for row in rows]

    def mailed_link(self):
        """The path in the newest letter."""
        return re.search(r"/invitation/\S+/", self.letters()[-1].body).group()


@pytest.fixture(autouse=True)
def fresh_limits(settings):
    """Attempts are counted anew: the tests of a run share one Valkey."""
    default = settings.CACHES["default"] | {"KEY_PREFIX": str(uuid7())}
    settings.CACHES = {"default": default}


@pytest.fixture
def practice(db, monkeypatch):
    """Miriam Stone, who may invite anybody, and an upper floor that is told who accepts."""
    inviting = Inviting(make.staff("Miriam Stone", is_directory_admin=True))
    monkeypatch.setitem(invitations._accepted, "accounts.user", inviting.accept)
    return inviting


@pytest.fixture
def invitation(practice):
    return practice.invite()


@pytest.fixture
def link(practice, invitation):
    return practice.link(invitation)


@pytest.fixture
def expire():
    """Lets an invitation have been sent twenty days ago."""

    def past(invitation):
        sent = timezone.now() - timedelta(days=20)
        make.change(invitation, created_at=sent, expires_at=sent + timedelta(days=14))

    return past


@pytest.fixture
def sign_up(client):
    """Opens a link, presses Continue and fills the form in; gives the last answer."""

    def go(link, browser=client, **facts):
        facts = {"name": "Ana Moreno", "password1": make.PASSWORD, "language": "en"} | facts
        browser.post(link)
        return browser.post("/accounts/signup/", facts)

    return go
