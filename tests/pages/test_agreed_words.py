"""Agreed words: written down by a provider, answered by the client, shared as a note is."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from coordination.models import Item, ItemAnswer
from tests import factories as make
from tests.attempts import attempt
from tests.goals import a_word, an_answer
from tests.pages.reading import words


def page(person, name, *ids):
    return words(person.http.get(reverse(name, args=ids)))


def write(therapist, ana, **entered):
    meaning = {"word": "the fog", "body": "Days after a bad night.", "service_date": make.TODAY}
    return therapist.http.post(reverse("term_new", args=[ana.client.pk]), meaning | entered)


def test_a_word_is_written_down_and_the_client_agrees_to_it(ana, therapist):
    went = write(therapist, ana)
    item = Item.objects.get(kind="term")
    assert item.body == "the fog\n\nDays after a bad night."
    assert went.url == reverse("note_page", args=[item.pk])
    assert "the fog Not answered yet" in page(therapist, "goal_list", ana.client.pk)
    assert "What was written down with you waits for your answer." in page(ana, "client_home")
    assert "the fog Written down by Miriam Stone Waits for your answer" in page(ana, "my_goals")
    shown = page(ana, "my_goal", item.goal_id)
    assert "Days after a bad night." in shown
    assert "How it is going" not in shown
    agreed = {"said": "agrees", "text_of": item.says_since.isoformat()}
    ana.http.post(reverse("my_goal", args=[item.goal_id]), agreed)
    assert "Ana Moreno agreed to these words on" in page(therapist, "note_page", item.pk)


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"word": ""}, "Write the word"),
        ({"word": "x" * 81}, "Shorten the word to 80 characters or fewer"),
        ({"body": " "}, "Write what the client means by it"),
        ({"body": "x" * 1001}, "Shorten the meaning to 1,000 characters or fewer"),
    ],
)
def test_what_is_no_word_is_answered_with_a_sentence(ana, therapist, entered, sentence):
    assert sentence in words(write(therapist, ana, **entered))
    assert not Item.objects.exists()


def test_a_word_is_changed_by_its_own_form(ana, therapist):
    item = a_word(therapist.provider, ana.client)
    url = reverse("note_revise", args=[item.pk])
    assert therapist.http.get(url).context["form"]["word"].value() == "the fog"
    changed = {"word": "fog", "body": "Slow days.", "service_date": make.TODAY, "seen": ""}
    assert therapist.http.post(url, changed).status_code == 302
    item.refresh_from_db()
    assert item.body == "fog\n\nSlow days."


def test_a_word_reaches_others_only_as_goals_may(ana, therapist, psychiatrist):
    make.treatment(ana.client, psychiatrist.provider)
    item = a_word(therapist.provider, ana.client, "canary-word")
    an_answer(item, ana.user, said="other_words", words="canary-answer")
    share = make.share(item, psychiatrist.provider)
    url, listed = (
        reverse("shared_open", args=[share.pk]),
        reverse("goal_list", args=[ana.client.pk]),
    )
    assert psychiatrist.http.get(url).status_code == 404
    assert str(share.pk) not in psychiatrist.http.get(listed).content.decode()
    sides = {"disclosers": [therapist.provider], "recipients": [psychiatrist.provider]}
    make.release(ana.client, categories=["goals"], **sides)
    shown = psychiatrist.http.get(url).content.decode()
    assert "canary-word" in shown
    assert "canary-answer" not in shown
    listed = psychiatrist.http.get(listed).content.decode()
    assert str(share.pk) in listed
    assert "canary-word" not in listed


def test_a_word_has_a_meaning_and_no_check_in(ana, therapist):
    item = a_word(therapist.provider, ana.client)
    update = "update coordination_item set body = %s where id = %s"
    for wrong in ("the fog", "the fog\n\n", "\n\nSlow days."):
        assert attempt(update, wrong, item.pk) == "item_term_has_a_meaning"
    with pytest.raises(IntegrityError, match="agreed to or not"), transaction.atomic():
        an_answer(item, ana.user, said="check_in", progress=4)
    for name in ("my_check_in", "goal_page", "check_in_new"):
        person = ana if name == "my_check_in" else therapist
        assert person.http.get(reverse(name, args=[item.goal_id])).status_code == 404
    assert not ItemAnswer.objects.exists()
