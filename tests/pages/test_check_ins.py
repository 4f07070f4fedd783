"""How a goal is going, on the pages of providers and of the client."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.models import Item, ItemAnswer
from ledger.models import Entry, Verb
from tests import factories as make
from tests.corrections import amendment
from tests.goals import a_check_in, a_goal, an_answer
from tests.pages.reading import words


@pytest.fixture
def wording(ana, therapist):
    return a_goal(therapist.provider, ana.client)


@pytest.fixture
def told(ana, therapist, psychiatrist, wording):
    """The goal is open to the psychiatrist, who does not treat Ana, and each may tell the other."""
    sides = {"disclosers": [therapist.provider], "recipients": [psychiatrist.provider]}
    release = make.release(ana.client, categories=["goals"], direction="two_way", **sides)
    make.share(wording, psychiatrist.provider)
    return release


def page(person, name, *ids):
    return words(person.http.get(reverse(name, args=ids)))


def raw(person, name, *ids):
    answer = person.http.get(reverse(name, args=ids))
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


def check_in(person, wording, **entered):
    filled = {"progress": "4", "body": "It goes.", "service_date": make.TODAY} | entered
    return person.http.post(reverse("check_in_new", args=[wording.goal_id]), filled)


def test_the_author_checks_in_and_goes_on_to_share_it(ana, therapist, wording):
    went = check_in(therapist, wording)
    item = Item.objects.get(kind="check_in")
    assert (item.body, went.url) == ("4/10\n\nIt goes.", reverse("note_share", args=[item.pk]))
    for person, name in ((therapist, "goal_page"), (ana, "my_goal")):
        assert "4 of 10 It goes." in page(person, name, wording.goal_id)
        assert '<circle class="chart__step"' in raw(person, name, wording.goal_id)


def test_who_does_not_treat_the_client_tells_the_author_of_the_goal(
    told, ana, therapist, psychiatrist, wording
):
    assert "It goes to Miriam Stone, who wrote the goal down" in page(
        psychiatrist, "check_in_new", wording.goal_id
    )
    went = check_in(psychiatrist, wording)
    assert went.url == reverse("goal_page", args=[wording.goal_id])
    share = Item.objects.get(kind="check_in").shares.get()
    shown = page(therapist, "goal_page", wording.goal_id)
    assert "Julian Okafor 4 of 10 It goes." in shown
    assert Entry.objects.filter(verb=Verb.ITEM_DISCLOSED, subject_id=share.pk).count() == 1


def test_what_the_client_states_against_the_words_goes_along(
    told, ana, therapist, psychiatrist, wording
):
    step = a_check_in(wording, therapist.provider, 4, to=[psychiatrist.provider])
    said = {"outcome": "declined", "reason": "No.", "answered_at": make.ago(hours=2)}
    for item, stated in ((wording, "Not my words."), (step, "Not four.")):
        facts = {"disagreement": stated, "disagreed_by": ana.user, **said}
        amendment(item, ana, disagreed_at=make.ago(hours=1), **facts)
    for reader in (therapist, psychiatrist):
        shown = page(reader, "goal_page", wording.goal_id)
        assert "The client disagrees with this note" in shown
        assert "Not my words." in shown
        assert "The client disagrees with this: Not four." in shown
    make.change(told, revoked_at=make.ago(seconds=1))
    assert raw(psychiatrist, "goal_page", wording.goal_id) == 404


def test_what_is_closed_is_in_no_byte_of_the_page(told, ana, therapist, psychiatrist, gp, wording):
    make.share(wording, gp.provider)
    held = a_check_in(wording, gp.provider, 1, "canary-held", to=[therapist.provider])
    own = a_check_in(wording, therapist.provider, 2, "canary-own")
    an_answer(wording, ana.user, said="check_in", progress=3, words="canary-client")
    an_answer(own, ana.user, said="reply", words="canary-reply")
    shown = raw(psychiatrist, "goal_page", wording.goal_id)
    assert wording.body in shown
    assert "canary" not in shown
    assert raw(gp, "goal_page", wording.goal_id) == 404
    author = raw(therapist, "goal_page", wording.goal_id)
    assert "canary-held" not in author
    assert str(held.pk) not in author
    assert "Helen Park" not in author
    assert {"canary-own", "canary-client", "canary-reply"} <= set(words_like(author))
    make.change(told, revoked_at=make.ago(seconds=1))
    assert raw(psychiatrist, "goal_page", wording.goal_id) == 404
    assert raw(psychiatrist, "check_in_new", wording.goal_id) == 404


def words_like(text):
    return {one for one in text.replace("<", " ").replace(">", " ").split() if "canary" in one}


def test_the_client_says_how_it_is_going_and_the_author_reads_it(ana, therapist, wording):
    url = reverse("my_check_in", args=[wording.goal_id])
    went = ana.http.post(url, {"progress": "7", "words": "I walk."})
    assert went.url == reverse("my_goal", args=[wording.goal_id])
    assert "You 7 of 10 I walk." in page(ana, "my_goal", wording.goal_id)
    assert "Ana 7 of 10 I walk." in page(therapist, "goal_page", wording.goal_id)
    assert "chart__step--client" in raw(therapist, "goal_page", wording.goal_id)
    assert "You answered a goal or an agreed word." in page(ana, "access_history")
    assert "What was written down with you waits for your answer." in page(ana, "client_home")


def test_the_client_replies_to_a_check_in(ana, therapist, wording):
    item = a_check_in(wording, therapist.provider)
    assert "6 of 10 It goes." in page(ana, "my_reply", item.pk)
    ana.http.post(reverse("my_reply", args=[item.pk]), {"words": "I see it so, too."})
    for person, name in ((ana, "my_goal"), (therapist, "goal_page")):
        assert "I see it so, too." in page(person, name, wording.goal_id)


def test_no_reply_is_asked_that_nobody_would_read(told, ana, therapist, psychiatrist, wording):
    item = a_check_in(wording, psychiatrist.provider)
    shown = raw(ana, "my_goal", wording.goal_id)
    assert "It goes." in shown
    assert reverse("my_reply", args=[item.pk]) not in shown
    assert raw(ana, "my_reply", item.pk) == 404
    make.change(ana.client.treatments.get(), during=(make.ago(days=9), make.ago(days=1)))
    assert raw(ana, "my_check_in", wording.goal_id) == 404


@pytest.mark.parametrize(
    ("name", "entered", "sentence"),
    [
        ("my_check_in", {}, "Choose how far you are"),
        ("my_check_in", {"progress": "11"}, "11 is not one of the available choices"),
        ("my_check_in", {"progress": "3", "words": "x" * 2001}, "Shorten your words to 2,000"),
        ("my_reply", {"words": " "}, "Write your reply"),
    ],
)
def test_what_the_client_left_out_is_asked_for(ana, therapist, wording, name, entered, sentence):
    item = a_check_in(wording, therapist.provider)
    ids = {"my_check_in": wording.goal_id, "my_reply": item.pk}
    assert sentence in words(ana.http.post(reverse(name, args=[ids[name]]), entered))
    assert not ItemAnswer.objects.exists()


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"progress": ""}, "Choose how far it is"),
        ({"body": "x" * 2001}, "Shorten your words to 2,000"),
        ({"service_date": "2199-01-01"}, "must not be in the future"),
    ],
)
def test_what_the_provider_left_out_is_asked_for(therapist, wording, entered, sentence):
    assert sentence in words(check_in(therapist, wording, **entered))
    assert not Item.objects.filter(kind="check_in").exists()


def test_a_check_in_is_changed_by_its_own_form(therapist, wording):
    item = a_check_in(wording, therapist.provider)
    url = reverse("note_revise", args=[item.pk])
    assert 'value="6" selected' in therapist.http.get(url).content.decode()
    changed = {"progress": "8", "body": "Better.", "service_date": make.TODAY, "seen": ""}
    assert therapist.http.post(url, changed).url == reverse("note_page", args=[item.pk])
    item.refresh_from_db()
    assert (item.body, item.categories) == ("8/10\n\nBetter.", ["goals"])


def test_an_opened_goal_leads_to_how_it_goes_and_a_check_in_alone_does_not(
    told, ana, therapist, psychiatrist, stranger, wording
):
    link = reverse("goal_page", args=[wording.goal_id])
    share = wording.shares.get()
    assert link in raw(psychiatrist, "shared_open", share.pk)
    sides = {"disclosers": [therapist.provider], "recipients": [stranger.provider]}
    make.release(ana.client, categories=["goals"], **sides)
    alone = a_check_in(wording, therapist.provider, to=[stranger.provider]).shares.get()
    shown = raw(stranger, "shared_open", alone.pk)
    assert "6/10" in shown
    assert link not in shown
    assert raw(stranger, "goal_page", wording.goal_id) == 404


def test_many_check_ins_cost_as_many_questions_as_few(told, ana, therapist, psychiatrist, wording):
    def grow(rows):
        for _row in range(rows):
            own = a_check_in(wording, therapist.provider, to=[psychiatrist.provider])
            an_answer(own, ana.user, said="reply", words="Yes.")
            a_check_in(wording, psychiatrist.provider, to=[therapist.provider])
            an_answer(wording, ana.user, said="check_in", progress=5)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            for person, name in ((therapist, "goal_page"), (psychiatrist, "goal_page")):
                page(person, name, wording.goal_id)
            page(ana, "my_goal", wording.goal_id)
        return len(asked)

    grow(2)
    cost()
    few = cost()
    grow(6)
    cost()
    assert cost() == few
