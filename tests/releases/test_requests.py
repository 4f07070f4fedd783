"""Asking for a release, changing what was asked, saying no."""

import pytest

from ledger.models import Verb
from releases.actions import NothingSignedError, decline, request_release, revise_request, sign
from releases.document import fingerprint, form_of, render_document
from releases.models import Party, Release
from tests import factories as make
from tests.written import last_line, lines, promises


def ask(ana, by, recipient, **facts):
    facts = {
        "categories": ["progress"],
        "purposes": ["treatment"],
        "expires_at": make.ahead(days=90),
        "proposed_by": by.provider,
    } | facts
    return request_release(
        client=ana.client,
        disclosers=[by.provider] if by.provider else [recipient],
        recipients=[recipient],
        by=by.user,
        **facts,
    )


def test_asking_waits_for_the_client_and_tells_them(ana, therapist, stranger, as_web):
    with as_web(therapist.user):
        release = ask(ana, therapist, stranger.provider)
    assert list(Release.objects.waiting()) == [release]
    assert lines(ana.client) == [Verb.RELEASE_REQUESTED]
    assert promises(release) == {("release_to_sign", ana.user.pk)}


def test_parents_are_told_in_the_place_of_a_child(
    leo, mother, father, play_therapist, stranger, as_web
):
    make.change(father.authority, during=(make.ago(days=9), make.ago(days=1)))
    with as_web(play_therapist.user):
        release = ask(leo, play_therapist, stranger.provider)
    assert promises(release) == {("release_to_sign", mother.user.pk)}


def test_what_a_client_starts_needs_no_letter_to_them(ana, therapist, stranger, as_web):
    with as_web(ana.user):
        release = ask(ana, ana, stranger.provider, proposed_by=None)
    assert promises(release) == set()


def test_an_organization_can_be_named(ana, therapist, practice, as_web):
    with as_web(therapist.user):
        release = ask(ana, therapist, practice)
    recipient = release.parties.get(side=Party.Side.RECIPIENT)
    assert (recipient.organization, recipient.provider) == (practice, None)


def test_the_client_changes_what_was_asked(ana, waiting, stranger, as_web):
    with as_web(ana.user):
        revise_request(
            release=waiting,
            by=ana.user,
            categories=["contact"],
            disclosers=[stranger.provider],
            recipients=[waiting.proposed_by],
        )
    waiting.refresh_from_db()
    names = {one.side: one.provider for one in waiting.parties.all()}
    assert waiting.categories == ["contact"]
    assert names == {"discloser": stranger.provider, "recipient": waiting.proposed_by}


def test_saying_no_is_said_once_and_told_to_who_asked(ana, therapist, waiting, as_web):
    with as_web(ana.user):
        assert decline(release=waiting, by=ana.user) is True
        assert decline(release=waiting, by=ana.user) is False
    assert lines(ana.client) == [Verb.RELEASE_DECLINED]
    assert promises(waiting) == {("release_answered", therapist.user.pk)}


def test_no_reason_is_asked_for_a_no(ana, waiting, as_web):
    with as_web(ana.user):
        decline(release=waiting, by=ana.user)
    assert last_line(ana.client).reason == ""


def test_after_a_no_nothing_can_be_signed(ana, waiting, as_web):
    with as_web(ana.user):
        decline(release=waiting, by=ana.user)
        shown = fingerprint(render_document(waiting, form_of(waiting, "en")))
        with pytest.raises(NothingSignedError, match="answered already"):
            sign(release=waiting, by=ana.user, typed_name="Ana", shown_sha256=shown, language="en")


def test_what_was_signed_is_not_declined_any_more(ana, psychiatrist, as_web):
    with as_web(ana.user):
        assert decline(release=psychiatrist.release, by=ana.user) is False
