"""Requests run out by the clock: nothing is signed then, and nothing is lost."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from releases.actions import NothingSignedError, request_release, sign
from releases.asking import send_again
from releases.document import fingerprint, form_of, render_document
from releases.models import Release
from tests import factories as make


@pytest.fixture
def late(waiting):
    """A request of last month that nobody answered."""
    asked = {"requested_at": make.ago(days=31), "asked_categories": ["goals", "progress"]}
    return make.change(waiting, answer_by=make.ago(days=1), **asked)


def test_a_request_can_be_answered_for_thirty_days(ana, therapist, stranger, as_web):
    with as_web(therapist.user):
        asked = request_release(
            client=ana.client,
            proposed_by=therapist.provider,
            disclosers=[therapist.provider],
            recipients=[stranger.provider],
            by=therapist.user,
            categories=["goals"],
            purposes=["treatment"],
            expires_at=make.ahead(days=90),
        )
    asked.refresh_from_db()
    assert round((asked.answer_by - asked.requested_at) / timedelta(days=1), 3) == 30
    assert round((asked.next_nudge_at - asked.requested_at) / timedelta(days=1), 3) == 3


def test_one_that_has_run_out_waits_no_more_and_is_over(waiting):
    assert list(Release.objects.waiting()) == [waiting]
    make.change(waiting, answer_by=make.ago(seconds=1))
    found = Release.objects.filter(pk=waiting.pk)
    assert list(found.run_out()) == list(found.over()) == [waiting]
    assert not found.waiting()


def test_signing_it_says_whom_to_ask(ana, late, as_web):
    with as_web(ana.user):
        shown = fingerprint(render_document(late, form_of(late, "en")))
        with pytest.raises(NothingSignedError, match="run out. Ask Miriam Stone to send it again"):
            sign(release=late, by=ana.user, typed_name="Ana", shown_sha256=shown, language="en")


def test_the_database_refuses_it_by_itself(ana, late, as_web):
    make.signature(late, ana.user)
    with (
        as_web(ana.user),
        pytest.raises(IntegrityError, match="has run out"),
        transaction.atomic(),
    ):
        Release.objects.filter(pk=late.pk).update(signed_at=make.ago(days=2))


def test_nobody_gives_themselves_more_time(ana, late, as_web):
    with as_web(ana.user), pytest.raises(Exception, match="permission denied"):
        Release.objects.filter(pk=late.pk).update(answer_by=make.ahead(days=9))


def test_sent_again_it_asks_for_all_that_was_asked(therapist, psychiatrist, late, as_web):
    with as_web(therapist.user):
        again = send_again(late, therapist.provider, by=therapist.user)
        assert send_again(late, therapist.provider, by=therapist.user) is None
    assert sorted(again.categories) == ["goals", "progress"]
    assert {one.provider for one in again.parties.all()} == {
        therapist.provider,
        psychiatrist.provider,
    }
    assert list(Release.objects.waiting()) == [again]


def test_what_a_client_begins_waits_for_nobodys_question(ana, therapist, stranger):
    parties = {"disclosers": [therapist.provider], "recipients": [stranger.provider]}
    assert make.request(ana.client, **parties).answer_by is None
