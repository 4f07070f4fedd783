"""Signing: the words that were on the screen, once, by who may; or nothing, with a sentence."""

import hashlib
from datetime import date

import pytest

from ledger.models import Entry, Verb
from releases.actions import NothingSignedError, revise_request, sign
from releases.document import fingerprint, form_of, render_document
from releases.models import Signature, SignedBy
from tests import factories as make
from tests.written import last_line, lines, promises


def shown(release):
    return fingerprint(render_document(release, form_of(release, "en")))


def signing(release, by, **facts):
    facts = {
        "shown_sha256": shown(release),
        "typed_name": "Ana Moreno",
        "language": "en",
        "child": {"assent": "agrees"},
    } | facts
    return sign(release=release, by=by.user, **facts)


def test_signing_puts_the_release_in_force(ana, waiting, as_web):
    with as_web(ana.user):
        signing(waiting, ana)
    waiting.refresh_from_db()
    assert waiting.signed_by == SignedBy.CLIENT
    assert (waiting.in_force.lower, waiting.in_force.upper) == (
        waiting.signed_at,
        waiting.expires_at,
    )


def test_what_was_shown_is_kept_with_its_hash_and_how_it_was_signed(ana, waiting, as_web):
    evidence = {"address": "192.0.2.7", "user_agent": "A browser", "authenticated_by": "password"}
    with as_web(ana.user):
        signing(waiting, ana, typed_name="  Ana Moreno ", evidence=evidence)
    signature = waiting.signatures.get()
    assert signature.shown_sha256 == hashlib.sha256(signature.shown.encode()).hexdigest()
    assert signature.typed_name == "Ana Moreno"
    assert {name: getattr(signature, name) for name in evidence} == evidence


def test_the_same_signature_twice_is_one(ana, waiting, as_web):
    with as_web(ana.user):
        assert signing(waiting, ana) == signing(waiting, ana)
    assert lines(ana.client) == [Verb.RELEASE_SIGNED]
    assert waiting.signatures.count() == 1


def test_the_line_names_the_release_and_the_words(ana, waiting, as_web):
    with as_web(ana.user):
        signature = signing(waiting, ana)
    line = last_line(ana.client)
    assert (line.release_ids, line.acting_for) == ([waiting.pk], None)
    assert line.detail["shown_sha256"] == signature.shown_sha256


def test_the_client_gets_a_receipt_and_the_providers_an_answer(
    ana, therapist, psychiatrist, waiting, as_web
):
    with as_web(ana.user):
        signing(waiting, ana)
    assert promises(waiting) == {
        ("release_receipt", ana.user.pk),
        ("release_answered", therapist.user.pk),
        ("release_answered", psychiatrist.user.pk),
    }


def test_what_waited_opens_by_itself(ana, therapist, psychiatrist, waiting, as_web):
    note = make.item(therapist.provider, ana.client, categories=["goals"])
    share = make.share(note, psychiatrist.provider)
    with as_web(ana.user):
        signing(waiting, ana)
    for row in (share, waiting):
        row.refresh_from_db()
    assert share.consent == [(waiting.signed_at, waiting.expires_at)]


# Why nothing is signed: what happens before, what is said


def changed_meanwhile(release, ana):
    before = shown(release)
    revise_request(release=release, by=ana.user, categories=["goals", "contact"])
    return {"shown_sha256": before}


def ended_meanwhile(release, _ana):
    make.change(release, requested_at=make.ago(days=9), expires_at=make.ago(seconds=1))
    return {}


def sensitive(release, _ana):
    make.change(release, categories=["goals", "hiv_sti", "genetic"])
    return {"initialled": ["hiv_sti"]}


REFUSED = [
    (changed_meanwhile, "Someone changed this while you were reading. Nothing was signed."),
    (ended_meanwhile, "The end date has passed. Choose a later end date. Nothing was signed."),
    (sensitive, "Put your initials beside each sensitive kind"),
    (lambda *_: {"typed_name": "  "}, "Type your full name to sign. Nothing was signed."),
    (lambda *_: {"shown_sha256": "0" * 64}, "Someone changed this while you were reading."),
    (lambda *_: {"shown_sha256": ""}, "Someone changed this while you were reading."),
]


@pytest.mark.parametrize(("before", "sentence"), REFUSED)
def test_nothing_is_signed_and_a_sentence_says_why(ana, waiting, before, sentence):
    facts = before(waiting, ana)
    waiting.refresh_from_db()
    with pytest.raises(NothingSignedError, match=sentence):
        signing(waiting, ana, **facts)
    waiting.refresh_from_db()
    assert (waiting.signed_at, waiting.signatures.count(), lines(ana.client)) == (None, 0, [])


def test_each_sensitive_kind_is_initialled(ana, waiting, as_web):
    make.change(waiting, categories=["goals", "hiv_sti", "genetic"])
    with as_web(ana.user):
        signature = signing(waiting, ana, initialled=["hiv_sti", "genetic"])
    assert signature.initialled == ["genetic", "hiv_sti"]


def test_a_changed_name_is_a_changed_document(ana, waiting, as_web):
    before = shown(waiting)
    make.change(ana.client, name="Ana Moreno Ruiz")
    waiting.refresh_from_db()
    with as_web(ana.user), pytest.raises(NothingSignedError, match="Someone changed this"):
        signing(waiting, ana, shown_sha256=before)


@pytest.fixture
def for_leo(leo, mother, play_therapist, stranger):
    return make.request(
        leo.client, disclosers=[play_therapist.provider], recipients=[stranger.provider]
    )


def test_a_parent_signs_as_a_parent(leo, mother, for_leo, as_web):
    with as_web(mother.user):
        signature = signing(for_leo, mother)
    for_leo.refresh_from_db()
    assert (signature.role, signature.representative) == ("representative", mother.authority)
    assert for_leo.majority_at.year == leo.client.born.year + 18
    assert last_line(leo.client).acting_for == leo.client.pk


def test_the_second_parent_finds_it_answered(mother, father, for_leo, as_web):
    with as_web(mother.user):
        signing(for_leo, mother)
    with as_web(father.user), pytest.raises(NothingSignedError, match="answered already"):
        signing(for_leo, father)


@pytest.mark.parametrize("who", ["therapist", "psychiatrist", "privacy_officer", "sam", "mother"])
def test_nobody_else_signs(request, waiting, as_web, who):
    person, words = request.getfixturevalue(who), shown(waiting)
    with as_web(person.user), pytest.raises(Exception) as refused:  # noqa: PT011
        signing(waiting, person, shown_sha256=words)
    assert type(refused.value).__name__ in ("DoesNotExist", "NothingSignedError")
    assert not Signature.objects.filter(release=waiting).exists()


def test_a_parent_of_a_grown_up_signs_nothing(leo, mother, for_leo, as_web):
    words = shown(for_leo)
    make.change(leo.client, born=date(2000, 1, 1))
    with as_web(mother.user), pytest.raises(type(for_leo).DoesNotExist):
        signing(for_leo, mother, shown_sha256=words)
    assert not Entry.objects.filter(verb=Verb.RELEASE_SIGNED).exists()
