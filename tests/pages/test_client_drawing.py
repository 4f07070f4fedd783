"""Drawing a signature beside the name: kept and shown, never in the way."""

import hashlib

import pytest
from django.urls import reverse

from ledger.models import Entry, Verb
from releases.drawing import drawing_in
from tests import factories as make
from tests.pages.reading import words
from tests.pictures import png, sent


@pytest.fixture
def chosen(ana, therapist, stranger):
    return make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        asked_categories=["progress"],
    )


def at(page, release):
    return reverse(page, args=[release.pk])


def sign(person, release, **entered):
    page = person.http.get(at("review_sign", release))
    facts = {"typed_name": "Ana Moreno", "shown_sha256": page.context["shown_sha256"]}
    return person.http.post(at("review_sign", release), facts | entered)


def test_without_scripts_there_is_no_pad_to_see(ana, chosen):
    page = ana.http.get(at("review_sign", chosen)).content.decode()
    assert '<div class="pad" data-pad hidden>' in page


def test_a_drawing_is_kept_shown_and_in_the_ledger(ana, chosen):
    assert sign(ana, chosen, drawing=sent(png())).url == at("review_done", chosen)
    signature = chosen.signatures.get()
    assert bytes(signature.drawing) == drawing_in(sent(png()))
    there = f"{at('release_drawing', chosen)}?of={signature.pk}"
    assert there in ana.http.get(at("release_receipt", chosen)).content.decode()
    answer = ana.http.get(there)
    assert (answer.content, answer.headers["Content-Type"]) == (
        bytes(signature.drawing),
        "image/png",
    )
    line = Entry.objects.get(verb=Verb.RELEASE_SIGNED, subject_id=chosen.pk)
    assert line.detail["drawing_sha256"] == hashlib.sha256(signature.drawing).hexdigest()


@pytest.mark.parametrize("drawing", ["nonsense", "\0", "data:image/png;base64,AAAA", "x" * 200_000])
def test_one_that_cannot_be_read_holds_nobody_up(ana, chosen, drawing):
    answer = sign(ana, chosen, drawing=drawing)
    page = words(ana.http.get(answer.url))
    assert "The drawing could not be read and was not kept." in page
    assert chosen.signatures.get().drawing is None


def test_a_drawing_is_no_name(ana, chosen):
    answer = sign(ana, chosen, typed_name="", drawing=sent(png()))
    assert "Type your full name to sign" in words(answer)
    assert sent(png()) in answer.content.decode()
    assert not chosen.signatures.exists()


@pytest.mark.parametrize("of", ["", "x", "00000000-0000-7000-8000-000000000000"])
def test_where_nothing_was_drawn_there_is_the_receipt(ana, chosen, of):
    sign(ana, chosen)
    answer = ana.http.get(f"{at('release_drawing', chosen)}?of={of}")
    assert answer.url == at("release_receipt", chosen)


def test_the_drawing_of_one_release_is_not_found_under_another(ana, chosen, psychiatrist):
    sign(ana, chosen, drawing=sent(png()))
    there = f"{at('release_drawing', psychiatrist.release)}?of={chosen.signatures.get().pk}"
    assert ana.http.get(there).status_code == 302


def test_nobody_else_sees_it(ana, chosen, sam):
    sign(ana, chosen, drawing=sent(png()))
    there = f"{at('release_drawing', chosen)}?of={chosen.signatures.get().pk}"
    assert sam.http.get(there).status_code == 404


# A signed request sent again, in ways that it was not meant: abuse case 16


def another(ana, therapist, stranger, **facts):
    return make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        **{"asked_categories": ["progress"]} | facts,
    )


def test_the_same_answer_for_another_request_signs_nothing(ana, chosen, therapist, stranger):
    other = another(ana, therapist, stranger, categories=["goals"])
    sent_once = {
        "typed_name": "Ana Moreno",
        "shown_sha256": ana.http.get(at("review_sign", chosen)).context["shown_sha256"],
    }
    ana.http.post(at("review_sign", chosen), sent_once)
    answer = ana.http.post(at("review_sign", other), sent_once)
    assert "Nothing was signed" in words(answer)
    assert not other.signatures.exists()


def test_the_same_answer_for_another_persons_request_finds_nothing(ana, chosen, sam, stranger):
    theirs = another(sam, stranger, stranger)
    shown = ana.http.get(at("review_sign", chosen)).context["shown_sha256"]
    answer = ana.http.post(at("review_sign", theirs), {"typed_name": "Ana", "shown_sha256": shown})
    assert answer.status_code == 404
    assert not theirs.signatures.exists()
