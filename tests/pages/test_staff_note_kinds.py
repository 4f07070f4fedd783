"""Each kind of note asks what fits it; the answers make one text."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from coordination.forms.structure import STRUCTURE, compose, taken_apart
from coordination.models import Item
from tests import factories as make
from tests.pages.reading import words

CHANGE = {
    "kind": "medication_change",
    "categories": ["medications"],
    "service_date": make.TODAY,
    "what": "Sertraline 50 to 75 mg",
    "why": "Bad nights",
    "until": "the visit in March",
}


def new(person, client, **query):
    return person.http.get(reverse("note_new", args=[client.pk]), query)


def send(person, client, **entered):
    return person.http.post(reverse("note_new", args=[client.pk]), entered)


def test_first_the_kind_is_chosen_and_nothing_is_chosen_already(ana, therapist):
    page = new(therapist, ana.client)
    assert "form" not in page.context
    assert "What changes · Why · Watch for · Until when Mostly holds: Medications" in words(page)
    assert words(page) == words(new(therapist, ana.client, kind="nonsense"))
    assert words(page) == words(new(therapist, ana.client, kind="psychotherapy_note"))


@pytest.mark.parametrize("kind", STRUCTURE)
def test_the_form_asks_what_fits_the_kind_and_ticks_nothing(ana, therapist, kind):
    form = new(therapist, ana.client, kind=kind.value).context["form"]
    assert set(STRUCTURE[kind]) <= set(form.fields)
    assert not form["categories"].value()


def test_the_answers_make_one_text_under_their_questions(ana, therapist):
    send(therapist, ana.client, **CHANGE, body="Please call me.")
    assert Item.objects.get().body == (
        "What changes: Sertraline 50 to 75 mg\n\nWhy: Bad nights\n\n"
        "Until when: the visit in March\n\nAnything else: Please call me."
    )


def test_own_words_alone_are_enough(ana, therapist):
    send(therapist, ana.client, **CHANGE | {"what": "", "why": "", "until": ""}, body="As before.")
    assert Item.objects.get().body == "As before."


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"what": "", "why": " ", "until": ""}, "Write the note"),
        ({"what": "x" * 19999}, "Shorten the note to 20,000 characters or fewer"),
    ],
)
def test_no_text_or_too_much_is_answered_with_a_sentence(ana, therapist, entered, sentence):
    assert sentence in words(send(therapist, ana.client, **CHANGE | entered))
    assert not Item.objects.exists()


def test_what_was_typed_is_there_again_after_a_mistake(ana, therapist):
    shown = words(send(therapist, ana.client, **CHANGE | {"categories": []}))
    assert "Choose at least one kind of information" in shown
    assert "Bad nights" in shown


def test_a_part_is_of_a_kind_too(sam, robin, couples_counsellor):
    joint = make.item(couples_counsellor.provider, sam.client, robin.client)
    url = f"{reverse('note_part', args=[joint.pk])}?about={robin.client.pk}"
    chosen = couples_counsellor.http.get(url)
    assert f"?about={robin.client.pk}&amp;kind=progress_summary" in chosen.content.decode()
    couples_counsellor.http.post(url, CHANGE)
    assert Item.objects.get(as_part__joint=joint).kind == "medication_change"


WRITTEN = st.text("ab:\n ") | st.sampled_from(["Why: it", "a\n\nWatch for: b", "Anything else: c"])


@given(st.sampled_from(list(STRUCTURE)), st.lists(WRITTEN, min_size=5, max_size=5))
def test_a_text_is_taken_apart_and_put_together_the_same(kind, texts):
    text = compose(kind, dict(zip([*STRUCTURE[kind], "body"], texts, strict=False)))
    assert compose(kind, taken_apart(kind, text)) == text


def test_the_form_says_of_which_kind_the_note_is(ana, therapist):
    page = words(new(therapist, ana.client, kind="medication_change"))
    assert "Medication change about Ana Moreno Another sort of note" in page
