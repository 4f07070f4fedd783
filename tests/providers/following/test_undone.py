"""What ends again, and what holds for both entries whatever becomes of them."""

import pytest
from django.urls import reverse

from coordination.actions import withdraw
from ledger.models import Entry, Outgoing, Verb
from providers import actions
from releases.actions.changing import draft_change
from releases.actions.restricting import lift, restrict
from releases.actions.signing import as_if_signed
from releases.models import Party, Restriction
from tests import factories as make
from tests.attempts import value
from tests.roles import as_web

from .merging import along, merge, opens

pytestmark = pytest.mark.django_db


def test_a_limit_on_the_one_is_a_limit_on_the_other(keeping, ana, helen, listed, shared):
    make.restriction(ana.client, provider=listed)
    merge(keeping, helen, listed)
    assert opens(helen) == set()
    copied = Restriction.objects.get(provider=helen)
    assert Entry.objects.get(verb=Verb.RESTRICTION_FOLLOWED).subject_id == str(copied.pk)
    with as_web(ana.user):
        lift(restriction=copied, by=ana.user)
    assert opens(helen) == {along(shared).pk}


def test_a_limit_set_by_an_old_page_holds_as_well(keeping, ana, helen, listed, shared):
    merge(keeping, helen, listed)
    with as_web(ana.user):
        restrict(client=ana.client, by=ana.user, provider=listed)
    assert opens(helen) == set()


def test_whoever_takes_back_the_one_takes_back_the_other(keeping, therapist, helen, listed, shared):
    merge(keeping, helen, listed)
    with as_web(therapist.user):
        withdraw(share=along(shared), by=therapist.user)
    shared.refresh_from_db()
    assert shared.withdrawn_at == along(shared).withdrawn_at is not None
    assert Entry.objects.filter(verb=Verb.SHARE_WITHDRAWN).count() == 2


def test_undone_it_is_as_if_she_had_never_been_named(
    keeping, ana, helen, listed, permitted, shared
):
    kept = value("select consent from coordination_share where id = %s", shared.pk)
    merged = merge(keeping, helen, listed)
    second = along(shared)
    keeping(actions.undo_merge, merge=merged)
    assert opens(helen) == set()
    second.refresh_from_db()
    shared.refresh_from_db()
    assert second.withdrawn_at is not None
    assert shared.withdrawn_at is None
    assert not Party.objects.filter(provider=helen).exists()
    assert value("select consent from coordination_share where id = %s", shared.pk) == kept
    assert value("select consent from coordination_share where id = %s", second.pk) == "{}"
    page = ana.http.get(reverse("access_history")).content.decode()
    assert "are not the same person" in page


def test_what_the_client_limited_meanwhile_holds_for_both_after_undoing(
    keeping, ana, helen, listed, shared
):
    merged = merge(keeping, helen, listed)
    with as_web(ana.user):
        restrict(client=ana.client, by=ana.user, provider=helen)
    keeping(actions.undo_merge, merge=merged)
    assert Restriction.objects.filter(provider=listed).exists()
    make.change(listed, user=make.staff("Somebody else"))
    assert opens(listed) == set()


def test_it_follows_again_after_another_merge(keeping, helen, listed, shared):
    merged = merge(keeping, helen, listed)
    keeping(actions.undo_merge, merge=merged)
    merge(keeping, helen, listed)
    assert len(opens(helen)) == 1


def test_what_was_signed_in_its_place_stays_and_the_client_is_told(
    keeping, ana, helen, listed, permitted
):
    """By name it permits the survivor: whether it should is for the client to say."""
    merged = merge(keeping, helen, listed)
    with as_web(ana.user):
        draft = draft_change(
            release=permitted, by=ana.user, categories=["progress"], expires_at=permitted.expires_at
        )
        as_if_signed(release=draft, by=ana.user)
    keeping(actions.undo_merge, merge=merged)
    assert [str(one) for one in draft.parties_now if one.side == "recipient"] == [str(helen)]
    lines = Entry.objects.filter(verb=Verb.RELEASE_LEFT).values_list("subject_id", flat=True)
    assert {*lines} == {str(permitted.pk), str(draft.pk)}
    assert Outgoing.objects.filter(kind="release_followed", subject_id=draft.pk).exists()
