"""Inviting somebody: the letter, and who may send and see it."""

import pytest
from django.core.exceptions import ValidationError
from django.db.utils import ProgrammingError
from django.utils import timezone

from accounts import invitations
from accounts.models import Invitation
from accounts.tasks import KeyChangedError
from ledger.models import Entry, Outgoing, Verb
from tests import factories as make
from tests.accounts.pages import ANA

pytestmark = pytest.mark.django_db


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


def test_no_letter_goes_to_whom_it_would_not_help(practice, invitation, expire):
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
