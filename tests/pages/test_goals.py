"""Goals on the pages of who treats the client, and of the client."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.models import Item, ItemAnswer
from tests import factories as make
from tests.goals import a_goal, an_answer
from tests.pages.reading import words

GOAL = "I sleep four nights a week."


@pytest.fixture
def wording(ana, therapist):
    return a_goal(therapist.provider, ana.client)


def write(therapist, ana, **entered):
    filled = {"body": GOAL, "service_date": make.TODAY} | entered
    return therapist.http.post(reverse("goal_new", args=[ana.client.pk]), filled)


def page(person, name, *ids):
    return words(person.http.get(reverse(name, args=ids)))


def say(person, item, **entered):
    item.refresh_from_db()
    filled = {"said": "agrees", "text_of": item.says_since.isoformat()} | entered
    return person.http.post(reverse("my_goal", args=[item.goal_id]), filled)


def test_a_goal_is_written_down_and_waits_for_the_client(ana, therapist):
    went = write(therapist, ana, categories=["substance_use"])
    item = Item.objects.get(kind="goal")
    assert item.categories == ["goals", "substance_use"]
    assert went.url == reverse("note_page", args=[item.pk])
    assert "Ana Moreno can read this and has not answered yet" in page(
        therapist, "note_page", item.pk
    )
    assert "Not answered yet" in page(therapist, "goal_list", ana.client.pk)
    assert "What was written down with you waits for your answer." in page(ana, "client_home")
    assert GOAL in page(ana, "my_goals")


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"body": " "}, "Write the goal"),
        ({"body": "x" * 1001}, "Shorten the goal to 1,000 characters or fewer"),
        ({"service_date": ""}, "Enter the date of service"),
        ({"categories": ["psychotherapy_notes"]}, "psychotherapy_notes is not one of the"),
    ],
)
def test_what_is_no_goal_is_answered_with_a_sentence(ana, therapist, entered, sentence):
    assert sentence in words(write(therapist, ana, **entered))
    assert not Item.objects.exists()


def test_the_client_agrees_and_both_read_so(ana, therapist, wording):
    assert say(ana, wording).url == reverse("my_goal", args=[wording.goal_id])
    assert "You agreed to it on" in page(ana, "my_goal", wording.goal_id)
    assert "Ana Moreno agreed to these words on" in page(therapist, "note_page", wording.pk)
    assert "waits for your answer" not in page(ana, "client_home")
    assert "You answered a goal or an agreed word." in page(ana, "access_history")


def test_other_words_reach_the_author_who_changes_them_and_asks_again(ana, therapist, wording):
    say(ana, wording, said="other_words", words="I rest at night.")
    shown = page(therapist, "note_page", wording.pk)
    assert "Ana Moreno asked for other words on" in shown
    assert "I rest at night." in shown
    url = reverse("note_revise", args=[wording.pk])
    changed = {"body": "I rest at night.", "service_date": wording.service_date, "seen": ""}
    assert therapist.http.post(url, changed).status_code == 302
    assert "What was written down with you waits for your answer." in page(ana, "client_home")
    assert "Waits for your answer" in page(ana, "my_goals")


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"said": ""}, "Choose whether you agree to these words"),
        ({"said": "other_words"}, "Write how you would say it"),
        ({"words": "Hm."}, "You wrote other words. Choose them here"),
        ({"said": "other_words", "words": "x" * 2001}, "Shorten your words to 2,000"),
        ({"text_of": "2026-01-01"}, "The words were changed while you wrote."),
    ],
)
def test_an_answer_that_says_nothing_is_asked_for_again(ana, wording, entered, sentence):
    assert sentence in words(say(ana, wording, **entered))
    assert not ItemAnswer.objects.exists()


def test_nothing_is_asked_that_nobody_would_read(ana, therapist, wording):
    make.change(ana.client.treatments.get(), during=(make.ago(days=9), make.ago(days=1)))
    assert "waits for your answer" not in page(ana, "client_home")
    shown = page(ana, "my_goal", wording.goal_id)
    assert "There is no treatment by Miriam Stone now, so nobody would read an answer." in shown
    assert say(ana, wording).status_code == 200
    assert not ItemAnswer.objects.exists()


def test_the_mother_agrees_for_the_child(leo, mother, play_therapist):
    item = a_goal(play_therapist.provider, leo.client)
    say(mother, item)
    shown = page(play_therapist, "note_page", item.pk)
    assert "Somebody who acts for Leo Castillo agreed to these words on" in shown


def test_to_whom_a_goal_was_given_stands_on_its_page(ana, therapist, psychiatrist, wording):
    assert "given this Nobody yet." in page(ana, "my_goal", wording.goal_id)
    make.share(wording, psychiatrist.provider)
    shown = page(ana, "my_goal", wording.goal_id)
    assert "Julian Okafor" in shown
    assert "Can't be opened now" in shown


def test_a_recipient_opens_it_and_finds_no_answer(ana, therapist, stranger, wording):
    sides = {"disclosers": [therapist.provider], "recipients": [stranger.provider]}
    make.release(ana.client, categories=["goals"], **sides)
    an_answer(wording, ana.user, said="other_words", words="canary-answer")
    share = make.share(wording, stranger.provider)
    shown = stranger.http.get(reverse("shared_open", args=[share.pk])).content.decode()
    assert GOAL in shown
    assert "canary-answer" not in shown


def test_what_others_wrote_down_is_listed_without_a_word_and_only_while_open(
    ana, therapist, psychiatrist, gp
):
    make.treatment(ana.client, psychiatrist.provider)
    sides = {"disclosers": [gp.provider], "recipients": [psychiatrist.provider]}
    share = make.share(a_goal(gp.provider, ana.client, body="canary"), psychiatrist.provider)
    url = reverse("goal_list", args=[ana.client.pk])
    held = psychiatrist.http.get(url).content.decode()
    make.release(ana.client, categories=["goals"], **sides)
    opened = psychiatrist.http.get(url).content.decode()
    assert (str(share.pk) in held, str(share.pk) in opened) == (False, True)
    assert "Helen Park" not in held
    assert "canary" not in opened


def test_goals_cost_as_many_questions_however_many_there_are(ana, therapist):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page(ana, "my_goals")
            page(ana, "client_home")
            page(therapist, "goal_list", ana.client.pk)
        return len(asked)

    def grow(rows):
        for _row in range(rows):
            an_answer(a_goal(therapist.provider, ana.client), ana.user)

    grow(2)
    page(ana, "my_goals"), page(therapist, "goal_list", ana.client.pk)
    few = cost()
    grow(8)
    assert cost() == few
