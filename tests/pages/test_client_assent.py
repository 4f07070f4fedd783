"""A parent signs for a child, and says what the child thinks of it."""

import pytest
from django.urls import reverse

from ledger.models import Entry, Verb
from releases.actions import keep_record
from tests import factories as make
from tests.pages.reading import words
from tests.records.conftest import run_together, text_of

ASKED = "Have you talked about this with Leo?"
SAID = {"assent": "objects", "assent_words": "Not my teacher."}


@pytest.fixture
def asked(leo, mother, play_therapist, stranger):
    return make.request(
        leo.client,
        proposed_by=play_therapist.provider,
        disclosers=[play_therapist.provider],
        recipients=[stranger.provider],
        categories=["goals"],
        asked_categories=["goals"],
    )


def at(page, release):
    return reverse(page, args=[release.pk])


def sign(person, release, **said):
    page = person.http.get(at("review_sign", release))
    sent = {"typed_name": person.user.name, "shown_sha256": page.context["shown_sha256"]}
    return person.http.post(at("review_sign", release), sent | said)


def test_nothing_is_chosen_beforehand_and_nothing_signed_without_an_answer(mother, asked):
    page = mother.http.get(at("review_sign", asked))
    assert ASKED in words(page)
    assert "checked" not in page.content.decode()
    answer = sign(mother, asked, assent_words="She would rather not.")
    assert "Choose whether you have talked about this with Leo" in words(answer)
    assert "She would rather not." in answer.content.decode()
    assert not asked.signatures.exists()


@pytest.mark.parametrize("odd", ["x", "\0", "agrees'--"])
def test_another_answer_is_none(mother, asked, odd):
    assert "Choose whether you have talked" in words(sign(mother, asked, assent=odd))


def test_long_words_are_sent_back_with_a_sentence(mother, asked):
    answer = sign(mother, asked, assent="agrees", assent_words="x" * 501)
    assert "Shorten this to 500 characters or fewer" in words(answer)


def test_a_child_who_does_not_agree_is_heard_and_the_parent_decides(
    mother, asked, play_therapist, leo
):
    assert sign(mother, asked, **SAID).url == at("review_done", asked)
    said = "The child's own view Leo does not agree: Not my teacher."
    assert said in words(mother.http.get(at("release_receipt", asked)))
    staff = words(play_therapist.http.get(at("release_page", asked)))
    assert "Leo does not agree. Whoever signed may decide so" in staff
    assert "Not my teacher." in staff
    line = Entry.objects.about(leo.client.pk).get(verb=Verb.RELEASE_SIGNED)
    assert line.detail["assent"] == "objects"


def test_it_stands_in_the_signed_record(mother, asked):
    sign(mother, asked, **SAID)
    asked.refresh_from_db()
    text = text_of(bytes(keep_record(release=asked, by=mother.user).file))
    assert run_together("The child's own view Leo does not agree") in text
    assert run_together("Not my teacher.") in text


def test_whoever_signs_for_themselves_is_asked_about_nobody(ana, therapist, stranger):
    own = make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        asked_categories=["progress"],
    )
    assert "Have you talked about this" not in words(ana.http.get(at("review_sign", own)))
