"""What changes the directory: what it leaves behind, and what it refuses in words."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from accounts.models import Invitation
from ledger.models import Entry, Outgoing, Verb
from providers import actions
from providers.models import Membership, Provider, Standing
from tests import factories as make
from tests.roles import as_web

FACTS = {"name": "Miriam Stone", "profession": "therapist", "npi": "1234567893"}


def lines(verb):
    return list(Entry.objects.filter(verb=verb))


def test_a_new_provider_is_not_verified_yet(keeping, directory_admin):
    provider = keeping(actions.add_provider, **FACTS)
    assert (provider.standing, provider.user) == (Standing.UNVERIFIED, None)
    [line] = lines(Verb.PROVIDER_ADDED)
    assert (line.actor, line.subject_id) == (directory_admin.user.pk, str(provider.pk))


def test_an_npi_belongs_to_one_provider(keeping):
    keeping(actions.add_provider, **FACTS)
    with pytest.raises(ValidationError) as refusal:
        keeping(actions.add_provider, **FACTS | {"name": "Somebody else"})
    assert "Look for it in the directory" in refusal.value.message_dict["npi"][0]
    assert len(lines(Verb.PROVIDER_ADDED)) == Provider.objects.count() == 1


def test_a_change_tells_the_ledger_what_it_was(keeping):
    provider = keeping(actions.add_provider, **FACTS)
    assert keeping(actions.change_provider, provider=provider, **FACTS | {"name": "M. Stone"})
    [line] = lines(Verb.PROVIDER_CHANGED)
    assert line.detail == {"was": {"name": "Miriam Stone"}, "is": {"name": "M. Stone"}}


def test_a_change_to_what_is_there_already_leaves_no_line(keeping):
    provider = keeping(actions.add_provider, **FACTS)
    assert not keeping(actions.change_provider, provider=provider, **FACTS)
    assert lines(Verb.PROVIDER_CHANGED) == []


def test_an_organization_is_added_and_changed(keeping):
    practice = keeping(actions.add_organization, name="Harbor", kind="clinic")
    assert keeping(actions.change_organization, organization=practice, name="Harbor Street")
    practice.refresh_from_db()
    assert practice.name == "Harbor Street"
    assert len(lines(Verb.ORGANIZATION_ADDED) + lines(Verb.ORGANIZATION_CHANGED)) == 2


MOVES = [
    # from          move         to, or None where it cannot be made
    ("unverified", "activate", "active"),
    ("unverified", "suspend", None),
    ("unverified", "reinstate", None),
    ("active", "activate", None),
    ("active", "suspend", "suspended"),
    ("active", "reinstate", None),
    ("suspended", "activate", None),
    ("suspended", "suspend", None),
    ("suspended", "reinstate", "active"),
]


@pytest.mark.parametrize(("standing", "name", "to"), MOVES)
def test_a_standing_changes_only_so(keeping, standing, name, to):
    provider = make.provider("Miriam Stone", standing=standing)
    make.verification(provider)
    assert keeping(actions.move, provider=provider, name=name, why="Checked.") is (to is not None)
    provider.refresh_from_db()
    assert provider.standing == (to or standing)


def test_a_standing_has_a_history_that_says_who_and_why(keeping, directory_admin):
    provider = make.provider("Miriam Stone", standing="unverified")
    make.verification(provider)
    keeping(actions.move, provider=provider, name="activate", why="Licence checked.")
    keeping(actions.move, provider=provider, name="suspend", why="Licence withdrawn.")
    told = provider.standing_changes.values_list("standing", "by", "why")
    admin = directory_admin.user.pk
    assert list(told) == [
        ("suspended", admin, "Licence withdrawn."),
        ("active", admin, "Licence checked."),
    ]
    [line] = lines(Verb.PROVIDER_SUSPENDED)
    assert (line.reason, line.subject_id) == ("Licence withdrawn.", str(provider.pk))


def test_a_membership_begins_now_and_ends_now(keeping, practice):
    provider = make.provider("Miriam Stone")
    membership = keeping(actions.begin_membership, provider=provider, organization=practice)
    assert Membership.objects.running().count() == 1
    assert keeping(actions.end_membership, membership=membership)
    assert (Membership.objects.running().count(), Membership.objects.over().count()) == (0, 1)
    assert len(lines(Verb.MEMBERSHIP_STARTED) + lines(Verb.MEMBERSHIP_ENDED)) == 2


def test_a_membership_that_ended_can_begin_again(keeping, practice):
    facts = {"provider": make.provider("Miriam Stone"), "organization": practice}
    membership = keeping(actions.begin_membership, **facts)
    keeping(actions.end_membership, membership=membership)
    keeping(actions.begin_membership, **facts)
    assert Membership.objects.count() == 2


def test_two_memberships_at_once_are_refused_in_words(keeping, practice):
    facts = {"provider": make.provider("Miriam Stone"), "organization": practice}
    keeping(actions.begin_membership, **facts)
    with pytest.raises(ValidationError) as refusal:
        keeping(actions.begin_membership, **facts, begins=make.ago(days=9))
    assert "already" in refusal.value.message_dict["first_day"][0]
    assert len(lines(Verb.MEMBERSHIP_STARTED)) == 1


def test_intervals_that_touch_do_not_overlap(keeping, practice):
    facts = {"provider": make.provider("Miriam Stone"), "organization": practice}
    noon = make.ago(days=30)
    keeping(actions.begin_membership, **facts, begins=make.ago(days=90), ends=noon)
    keeping(actions.begin_membership, **facts, begins=noon)
    assert Membership.objects.count() == 2


def test_a_membership_can_end_later(keeping, practice):
    membership = make.membership(make.provider("Miriam Stone"), practice, since=make.ago(days=9))
    end = make.ahead(days=9)
    keeping(actions.end_membership, membership=membership, at=end)
    membership.refresh_from_db()
    assert membership.during.upper == end


def test_a_membership_that_has_not_begun_is_taken_back(keeping, practice):
    membership = make.membership(make.provider("Miriam Stone"), practice, since=make.ahead(days=9))
    assert keeping(actions.end_membership, membership=membership)
    assert Membership.objects.count() == 0


def test_a_membership_that_is_over_is_not_revived(keeping, practice):
    provider = make.provider("Miriam Stone")
    over = make.membership(provider, practice, since=make.ago(days=9), until=make.ago(days=1))
    assert not keeping(actions.end_membership, membership=over, at=make.ahead(days=9))
    assert lines(Verb.MEMBERSHIP_ENDED) == []


def test_a_membership_opens_and_closes_what_the_organization_may_see(
    keeping, ana, therapist, stranger
):
    harbor = make.organization("Harbor Clinic")
    make.release(ana.client, disclosers=[therapist.provider], recipients=[harbor])
    share = make.share(make.item(therapist.provider, ana.client), stranger.provider)
    assert share.consent == []
    facts = {"provider": stranger.provider, "organization": harbor}
    membership = keeping(actions.begin_membership, **facts)
    share.refresh_from_db()
    assert share.consent[-1][1] is not None
    keeping(actions.end_membership, membership=membership)
    with as_web(stranger.user):
        assert not type(share).objects.exists()


def test_an_invitation_is_promised_to_the_provider(keeping, directory_admin):
    provider = make.provider("Miriam Stone")
    keeping(actions.invite_provider, provider=provider, email="Stone@example.org")
    sent = Invitation.objects.get()
    assert (sent.email, sent.kind, sent.subject_id) == ("stone@example.org", "staff", provider.pk)
    assert (sent.name, sent.invited_by) == ("Miriam Stone", directory_admin.user)
    assert Outgoing.objects.filter(kind="invitation", subject_id=sent.pk).count() == 1


def test_nobody_is_invited_to_a_record_that_has_an_account(keeping, therapist):
    with pytest.raises(ValidationError, match="They have an account already"):
        keeping(actions.invite_provider, provider=therapist.provider, email="a@example.org")


FORBIDDEN = {
    "add a provider": lambda by, to, at: actions.add_provider(by=by, **FACTS),
    "change a provider": lambda by, to, at: actions.change_provider(provider=to, by=by, name="X"),
    "add an organization": lambda by, to, at: actions.add_organization(by=by, name="X"),
    "begin a membership": lambda by, to, at: actions.begin_membership(
        provider=to, organization=at, by=by
    ),
    "invite": lambda by, to, at: actions.invite_provider(
        provider=make.provider("Free"), email="a@example.org", by=by
    ),
}


@pytest.mark.parametrize("who", ["ana", "therapist", "privacy_officer"])
@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_database_lets_nobody_else(request, stranger, practice, who, what):
    person = request.getfixturevalue(who)
    refused = (DatabaseError, Provider.DoesNotExist)
    with pytest.raises(refused), transaction.atomic(), as_web(person.user):
        FORBIDDEN[what](person.user, stranger.provider, practice)


@pytest.mark.parametrize("who", ["ana", "therapist", "privacy_officer"])
def test_nobody_else_changes_a_standing(request, stranger, who):
    person = request.getfixturevalue(who)
    with as_web(person.user):
        moved = actions.move(provider=stranger.provider, name="suspend", by=person.user, why="X")
    assert not moved
