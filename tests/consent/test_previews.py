"""What a deed would do to shares, said before it is done; and nothing of it stays."""

from functools import partial

import pytest
from django.db import connection

from coordination.models import Share
from releases.actions.stopping import revoke
from releases.gate import PERMIT, Effect, decide, preview
from tests import factories as make
from tests.consent.conftest import run
from tests.roles import as_web


@pytest.fixture
def shares(ana, therapist, psychiatrist):
    """One that is held, one that is open."""
    notes = [
        make.item(therapist.provider, ana.client, categories=[c]) for c in ("billing", "progress")
    ]
    return [make.share(one, psychiatrist.provider) for one in notes]


def effects(client, deed):
    return {one.share_id: one.effect for one in preview(Share.objects.about(client), deed)}


def test_a_preview_of_stopping_says_what_closes(ana, therapist, psychiatrist, shares):
    _held, told = shares
    with as_web(ana.user):
        deed = partial(revoke, release=psychiatrist.release, by=ana.user)
        assert effects(ana.client, deed) == {told.pk: Effect.CLOSES}


def test_nothing_of_a_preview_stays(ana, psychiatrist, shares):
    before = run("select count(*) from ledger_entry"), run("select count(*) from ledger_outgoing")
    with as_web(ana.user):
        effects(ana.client, partial(revoke, release=psychiatrist.release, by=ana.user))
    after = run("select count(*) from ledger_entry"), run("select count(*) from ledger_outgoing")
    psychiatrist.release.refresh_from_db()
    assert (psychiatrist.release.revoked_at, decide(shares[1]).decision) == (None, PERMIT)
    assert before == after
    assert not connection.needs_rollback


def test_a_preview_says_what_opens_and_what_lasts_longer(ana, therapist, psychiatrist, shares):
    held, told = shares

    def sign_another():
        parties = {"disclosers": [therapist.provider], "recipients": [psychiatrist.provider]}
        both = {"categories": ["progress", "billing"], "expires_at": make.ahead(days=900)}
        make.release(ana.client, **parties, **both)

    assert effects(ana.client, sign_another) == {held.pk: Effect.OPENS, told.pk: Effect.MOVES}


def test_what_opens_later_opens(ana, therapist, psychiatrist, shares):
    def sign_for_later():
        parties = {"disclosers": [therapist.provider], "recipients": [psychiatrist.provider]}
        later = {"categories": ["billing"], "effective_at": make.ahead(days=30)}
        make.release(ana.client, **parties, **later)

    assert effects(ana.client, sign_for_later) == {shares[0].pk: Effect.OPENS}


@pytest.fixture
def later(ana, therapist, psychiatrist):
    """A release for both notes that begins in a month."""
    parties = {"disclosers": [therapist.provider], "recipients": [psychiatrist.provider]}
    facts = {"categories": ["billing", "progress"], "effective_at": make.ahead(days=30)}
    return make.release(ana.client, expires_at=make.ahead(days=900), **parties, **facts)


def test_what_would_have_opened_later_closes(ana, shares, later):
    held, told = shares
    deed = partial(revoke, release=later, by=ana.user)
    with as_web(ana.user):
        assert effects(ana.client, deed) == {held.pk: Effect.CLOSES, told.pk: Effect.MOVES}


def test_what_closes_now_and_opens_again_later_closes(ana, psychiatrist, shares, later):
    deed = partial(revoke, release=psychiatrist.release, by=ana.user)
    with as_web(ana.user):
        assert effects(ana.client, deed) == {shares[1].pk: Effect.CLOSES}


def test_what_opens_later_and_ends_at_another_time_moves(ana, psychiatrist, shares, later):
    deed = partial(make.change, later, ended_at=make.ahead(days=60))
    assert effects(ana.client, deed)[shares[0].pk] == Effect.MOVES


def test_a_preview_is_what_then_happens(ana, psychiatrist, shares):
    deed = partial(make.restriction, ana.client, provider=psychiatrist.provider)
    [told] = preview(Share.objects.about(ana.client), deed)
    share, before = shares[1], shares[1].consent
    deed()
    share.refresh_from_db()
    assert (told.share_id, told.was, told.becomes) == (share.pk, before, share.consent)


def test_what_cannot_be_done_has_no_preview(ana, shares):
    def fail():
        raise ValueError("no such thing")

    with pytest.raises(ValueError, match="no such thing"):
        preview(Share.objects.about(ana.client), fail)
