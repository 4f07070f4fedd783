"""What clients permitted goes on for the other entry of the same person."""

import pytest
from django.urls import reverse

from coordination.actions import share_item
from coordination.models import Share
from ledger.models import Entry, Outgoing, Verb
from releases.actions import revoke
from releases.actions.changing import draft_change
from releases.letters import release_followed
from releases.models import Direction, Party
from tests import factories as make
from tests.attempts import value
from tests.roles import as_clerk, as_web

from .merging import along, merge, opens

pytestmark = pytest.mark.django_db


def test_what_was_shared_opens_for_the_same_person_and_the_client_reads_why(
    keeping, ana, helen, listed, permitted, shared
):
    assert opens(helen) == set()
    merge(keeping, helen, listed)
    assert opens(helen) == {along(shared).pk}
    party = Party.objects.get(release=permitted, provider=helen)
    assert (party.named.provider, party.side) == (listed, "recipient")
    told = Entry.objects.filter(client=ana.client.pk).values_list("verb", "actor", "release_ids")
    assert (Verb.RELEASE_FOLLOWED, None, [permitted.pk]) in told
    assert (Verb.SHARE_FOLLOWED, None, []) in told
    page = ana.http.get(reverse("access_history")).content.decode()
    assert "two entries of its directory are the same person" in page
    assert "went along to" in page
    receipt = ana.http.get(reverse("release_receipt", args=[permitted.pk])).content.decode()
    assert "It was signed for" in receipt
    assert "Park, Helen" in receipt


def test_whoever_signs_is_told_by_a_letter_that_tells_nothing(
    keeping, ana, helen, listed, permitted
):
    merge(keeping, helen, listed)
    letter = Outgoing.objects.get(kind="release_followed")
    assert (letter.recipient, letter.subject_id) == (ana.user.pk, permitted.pk)
    with as_clerk():
        mail = release_followed(letter)
        assert mail.to == ana.user.email
        assert "Park" not in mail.body
    with as_web(ana.user):
        revoke(release=permitted, by=ana.user)
    with as_clerk():
        assert release_followed(letter) is None


def test_what_has_ended_does_not_follow(keeping, ana, helen, listed, permitted, shared):
    make.change(permitted, revoked_at=make.ago(days=1))
    merge(keeping, helen, listed)
    assert not Party.objects.filter(provider=helen).exists()
    assert not Share.objects.filter(recipient=helen).exists()


def test_stopping_the_permission_stops_it_for_both(keeping, ana, helen, listed, permitted, shared):
    merge(keeping, helen, listed)
    with as_web(ana.user):
        revoke(release=permitted, by=ana.user)
    assert opens(helen) == set()


def test_both_ways_means_both_ways(keeping, ana, therapist, helen, listed):
    make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[listed],
        direction=Direction.TWO_WAY,
        signer=ana.user,
    )
    make.treatment(ana.client, helen)
    answer = make.share(make.item(helen, ana.client), therapist.provider)
    assert answer.pk not in opens(therapist.provider)
    merge(keeping, helen, listed)
    assert answer.pk in opens(therapist.provider)
    answer.refresh_from_db()
    since = Party.objects.get(provider=helen).since
    assert value("select lower(consent) from coordination_share where id = %s", answer.pk) == since


def test_a_note_about_two_follows_where_both_named_her(keeping, sam, robin, couple, helen, listed):
    author = couple.created_by
    for one in (sam, robin):
        make.release(one.client, disclosers=[author], recipients=[listed], signer=one.user)
    both = make.share(make.item(author, sam.client, robin.client), listed)
    merge(keeping, helen, listed)
    assert opens(helen) == {along(both).pk}


def test_a_note_about_two_stays_where_one_named_another(keeping, sam, robin, couple, helen, listed):
    author = couple.created_by
    make.release(sam.client, disclosers=[author], recipients=[listed], signer=sam.user)
    both = make.share(make.item(author, sam.client, robin.client), listed)
    make.release(robin.client, disclosers=[author], recipients=[helen], signer=robin.user)
    merge(keeping, helen, listed)
    assert not Share.objects.filter(along_with=both).exists()


def test_what_was_shared_with_both_is_shared_once(keeping, therapist, helen, listed, shared):
    with as_web(therapist.user):
        (own,) = share_item(item=shared.item, recipients=[helen], by=therapist.user)
    merge(keeping, helen, listed)
    assert opens(helen) == {own.pk}


def test_a_change_of_the_permission_names_her_as_she_is_kept(
    keeping, ana, helen, listed, permitted
):
    merge(keeping, helen, listed)
    with as_web(ana.user):
        draft = draft_change(
            release=permitted, by=ana.user, categories=["progress"], expires_at=permitted.expires_at
        )
        assert [str(one) for one in draft.parties_now if one.side == "recipient"] == [str(helen)]


def test_the_first_share_is_told_to_be_over_and_not_to_be_asked_for(
    keeping, ana, therapist, helen, listed, shared
):
    merge(keeping, helen, listed)
    page = ana.http.get(reverse("client_note", args=[shared.pk])).content.decode()
    assert "under another entry now. Nothing is open here." in page
    assert "Change what" not in page
    page = therapist.http.get(reverse("note_page", args=[shared.item_id])).content.decode()
    assert "Listed under another entry now" in page
    page = therapist.http.get(reverse("client_page", args=[ana.client.pk])).content.decode()
    assert "You and" in page
    assert "Park, Helen</a>" not in page
