"""Mails about releases and shares: asked again when they go, and telling nothing."""

import pytest
from django.db import transaction

from ledger.models import Outgoing
from ledger.outbox import _letters
from providers.models import Standing
from tests import factories as make


def letter(kind, subject, recipient):
    """What the clerk would send now."""
    outgoing = Outgoing(kind=kind, subject_id=subject.pk, recipient=recipient.pk)
    return _letters[kind](outgoing)


@pytest.fixture(autouse=True)
def _clerk_writes(as_clerk, monkeypatch):
    """Every letter is written with the rights of the clerk and no others."""

    def write(kind):
        plain = _letters[kind]

        def as_the_clerk(outgoing):
            with transaction.atomic(), as_clerk():
                return plain(outgoing)

        return as_the_clerk

    for kind in list(_letters):
        monkeypatch.setitem(_letters, kind, write(kind))


@pytest.fixture
def asked(ana, therapist, psychiatrist):
    return make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        proposed_by=therapist.provider,
        categories=["hiv_sti"],
    )


def test_who_has_to_sign_is_told_that_there_is_something(ana, asked):
    mail = letter("release_to_sign", asked, ana.user)
    assert (mail.to, mail.subject) == (ana.user.email, "You have something to review")
    assert f"/releases/{asked.pk}/review/" in mail.body


@pytest.mark.parametrize("fact", ["declined_at", "expires_at", "signed_at"])
def test_what_is_answered_or_over_asks_nobody(ana, asked, fact):
    make.change(asked, **{fact: make.ago(minutes=1)})
    assert letter("release_to_sign", asked, ana.user) is None


def test_a_parent_whose_authority_ended_is_not_asked(leo, mother, play_therapist, stranger):
    asked = make.request(
        leo.client, disclosers=[play_therapist.provider], recipients=[stranger.provider]
    )
    assert letter("release_to_sign", asked, mother.user).to == mother.user.email
    make.change(mother.authority, during=(make.ago(days=9), make.ago(seconds=1)))
    assert letter("release_to_sign", asked, mother.user) is None


@pytest.mark.parametrize("fact", ["declined_at", "signed_at"])
def test_the_asker_is_told_of_either_answer_in_the_same_words(therapist, asked, fact):
    assert letter("release_answered", asked, therapist.user) is None
    make.change(asked, **{fact: make.ago(minutes=1)})
    mail = letter("release_answered", asked, therapist.user)
    assert mail.subject == "Your receipt"
    assert "was answered" in mail.body


def test_the_receipts_lead_to_the_receipt(ana, psychiatrist):
    release = psychiatrist.release
    assert letter("release_receipt_stopped", release, ana.user) is None
    signed = letter("release_receipt", release, ana.user)
    make.change(release, revoked_at=make.ago(seconds=1))
    stopped = letter("release_receipt_stopped", release, ana.user)
    assert [signed.subject, stopped.subject] == ["Your receipt", "Access changed"]
    for mail in (signed, stopped):
        assert f"/releases/{release.pk}/receipt/" in mail.body


def test_no_receipt_for_what_was_not_signed(ana, asked):
    assert letter("release_receipt", asked, ana.user) is None


def test_those_who_heard_are_told_once_it_is_stopped(psychiatrist):
    assert letter("release_stopped", psychiatrist.release, psychiatrist.user) is None
    make.change(psychiatrist.release, revoked_at=make.ago(seconds=1))
    mail = letter("release_stopped", psychiatrist.release, psychiatrist.user)
    assert mail.subject == "Access changed"


@pytest.mark.parametrize("kind", ["release_answered", "release_stopped"])
def test_a_suspended_provider_is_told_nothing(psychiatrist, kind):
    make.change(psychiatrist.release, revoked_at=make.ago(seconds=1))
    make.change(psychiatrist.provider, standing=Standing.SUSPENDED)
    assert letter(kind, psychiatrist.release, psychiatrist.user) is None


def test_a_note_that_may_be_opened_is_told_of(psychiatrist, open_share):
    mail = letter("share_arrived", open_share, psychiatrist.user)
    assert (mail.to, mail.subject) == (psychiatrist.user.email, "You have something to review")


def test_a_note_that_is_held_is_not_told_of(gp, held_share):
    assert letter("share_arrived", held_share, gp.user) is None


def test_nor_one_that_was_stopped_between_promise_and_delivery(psychiatrist, open_share):
    make.change(psychiatrist.release, revoked_at=make.ago(seconds=1))
    assert letter("share_arrived", open_share, psychiatrist.user) is None


def test_nor_one_whose_recipient_is_suspended(psychiatrist, open_share):
    make.change(psychiatrist.provider, standing=Standing.SUSPENDED)
    assert letter("share_arrived", open_share, psychiatrist.user) is None


def test_nor_is_anybody_but_the_recipient(stranger, open_share):
    assert letter("share_arrived", open_share, stranger.user) is None


def test_an_account_that_is_off_gets_nothing(ana, psychiatrist, asked, open_share):
    for user in (ana.user, psychiatrist.user):
        make.change(user, is_active=False)
    assert letter("release_to_sign", asked, ana.user) is None
    assert letter("share_arrived", open_share, psychiatrist.user) is None


def test_no_letter_names_anybody_or_says_what_it_is_about(
    ana, therapist, psychiatrist, asked, open_share
):
    make.change(psychiatrist.release, revoked_at=make.ago(seconds=-5))
    mails = [
        letter("release_to_sign", asked, ana.user),
        letter("release_answered", psychiatrist.release, therapist.user),
        letter("release_receipt", psychiatrist.release, ana.user),
        letter("release_receipt_stopped", psychiatrist.release, ana.user),
        letter("release_stopped", psychiatrist.release, psychiatrist.user),
    ]
    for mail in mails:
        for word in ("Ana", "Moreno", "Miriam", "Julian", "HIV", "progress", "therap", "Sleeps"):
            assert word.lower() not in f"{mail.subject} {mail.body}".lower()
