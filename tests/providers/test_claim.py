"""Whose a record becomes by an invitation: the invited account's, once, and no other record."""

import pytest
from django.db import connection

from accounts.actions import InvitationGoneError, accept_invitation, invite
from accounts.invitations import find, hash_of, token_of
from accounts.models import Invitation, Kind
from providers import actions
from tests import factories as make
from tests.roles import as_web


def accept(invitation, user):
    """What happens when the person behind this login opens the link and continues."""
    offer = find(hash_of(token_of(invitation.pk, invitation.generation)))
    with as_web(user):
        accept_invitation(offer=offer, by=user)


@pytest.fixture
def helen(db):
    """An account of the staff that is nobody in the directory yet."""
    return make.staff("Helen Park", email="park@example.org")


@pytest.fixture
def entry(db):
    return make.provider("Helen Park")


@pytest.fixture
def invited(entry, keeping):
    return keeping(actions.invite_provider, provider=entry, email="park@example.org")


def owner_of(record):
    record.refresh_from_db()
    return record.user


def test_the_entry_becomes_the_invited_accounts(helen, entry, invited, stranger):
    other = make.provider("Somebody Else")
    accept(invited, helen)
    assert (owner_of(entry), owner_of(other)) == (helen, None)


def test_a_link_works_once(helen, entry, invited):
    accept(invited, helen)
    with pytest.raises(InvitationGoneError):
        accept(invited, helen)


def test_somebody_elses_link_gives_nothing(entry, invited):
    with pytest.raises(InvitationGoneError):
        accept(invited, make.staff("Not Helen"))
    assert owner_of(entry) is None


def test_an_entry_that_has_an_account_is_not_given_away(helen, entry, invited, therapist):
    make.change(entry, user=make.staff("Helen Park the first"))
    with pytest.raises(InvitationGoneError):
        accept(invited, helen)
    assert owner_of(entry).name == "Helen Park the first"
    assert Invitation.objects.get().used_at is None


def test_one_account_is_one_provider(keeping, entry, therapist):
    facts = {"provider": entry, "email": therapist.user.email}
    with pytest.raises(InvitationGoneError):
        accept(keeping(actions.invite_provider, **facts), therapist.user)
    assert owner_of(entry) is None


def test_the_newest_invitation_counts(helen, entry, invited, keeping):
    newest = keeping(actions.invite_provider, provider=entry, email="park@example.org")
    with pytest.raises(InvitationGoneError):
        accept(invited, helen)
    accept(newest, helen)
    assert owner_of(entry) == helen


def test_an_invitation_that_any_staff_can_write_gives_no_entry(entry, therapist):
    with as_web(therapist.user):
        forged = invite(email="a@example.org", kind=Kind.CLIENT, subject=entry, by=therapist.user)
    with pytest.raises(InvitationGoneError):
        accept(forged, make.user("An accomplice", email="a@example.org"))
    assert owner_of(entry) is None


def test_a_claim_without_an_invitation_is_worth_nothing(helen, entry, invited):
    with as_web(helen), connection.cursor() as cursor:
        cursor.execute("select claim_provider(%s)", [invited.pk])
        assert cursor.fetchone() == (False,)
    assert owner_of(entry) is None


# Clients and those who act for them


@pytest.fixture
def leo_grown(leo, play_therapist):
    """Leo's record, which has no account, and an account at his address."""
    return leo.client, make.user("Leo Castillo", email="leo@example.org")


def invite_to(subject, email, by):
    with as_web(by.user):
        return invite(email=email, kind=Kind.CLIENT, subject=subject, by=by.user)


def test_a_client_gets_their_own_record(leo_grown, play_therapist):
    record, account = leo_grown
    accept(invite_to(record, "leo@example.org", play_therapist), account)
    assert owner_of(record) == account


def test_a_provider_who_never_treated_the_client_invites_nobody(leo_grown, stranger):
    record, account = leo_grown
    with pytest.raises(InvitationGoneError):
        accept(invite_to(record, "leo@example.org", stranger), account)
    assert owner_of(record) is None


def test_a_client_with_a_record_gets_no_second_one(leo, play_therapist, ana):
    with pytest.raises(InvitationGoneError):
        accept(invite_to(leo.client, ana.user.email, play_therapist), ana.user)
    assert owner_of(leo.client) is None


def test_a_parent_gets_their_authority_and_nothing_else(leo, play_therapist):
    account = make.user("Elena Castillo", email="elena@example.org")
    authority = make.representative(leo.client, verified_by=play_therapist.provider)
    accept(invite_to(authority, "elena@example.org", play_therapist), account)
    assert (owner_of(authority), owner_of(leo.client)) == (account, None)


def test_the_newest_invitation_of_a_client_counts(leo_grown, play_therapist):
    record, _account = leo_grown
    mistyped = invite_to(record, "oel@example.org", play_therapist)
    invite_to(record, "leo@example.org", play_therapist)
    with pytest.raises(InvitationGoneError):
        accept(mistyped, make.user("Somebody", email="oel@example.org"))
    assert owner_of(record) is None


def test_the_link_of_an_entry_suspended_meanwhile_leads_to_a_sentence(helen, entry, invited):
    make.change(entry, standing="suspended")
    browser = make.signed_in(helen)
    link = f"/invitation/{token_of(invited.pk, invited.generation)}/"
    assert "You have an invitation" in browser.get(link).content.decode()
    there = browser.post(link, follow=True)
    assert "Your entry in the directory is not active" in there.content.decode()
    assert [browser.get(page).status_code for page in ("/today/", "/shared/")] == [404, 404]
    make.change(entry, standing="active")
    assert browser.get("/shared/").status_code == 200
