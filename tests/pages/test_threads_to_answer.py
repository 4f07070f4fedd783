"""Threads to answer, on the work list and as a list of their own: through the gate, counts too."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from tests.pages.messaging import answer, page, text

TODAY, LIST = reverse("today"), f"{reverse('thread_list')}?of=answer"


def waiting(person):
    """How many the work list says, and which threads are on the list; both pages agree."""
    found = re.search(r'<h2>Threads to answer <span class="soft">(.+?)</span>', text(person, TODAY))
    listed = [row.thread.pk for row in person.http.get(LIST).context["page"]]
    assert (found[1] if found else "0") == str(len(listed))
    return listed


def test_it_waits_for_whoever_may_read_it_and_did_not_write_last(
    thread, therapist, psychiatrist, gp, stranger
):
    assert waiting(psychiatrist) == [thread.pk]
    assert page(thread) in text(psychiatrist, TODAY)
    for person in (therapist, gp, stranger):
        assert waiting(person) == []
        assert "Threads to answer" not in text(person, TODAY)


def test_an_answer_ends_it_and_another_message_begins_it(thread, therapist, psychiatrist):
    answer(psychiatrist, thread, therapist)
    assert waiting(psychiatrist) == []
    make.message(therapist.provider, thread=thread, to=[psychiatrist.provider])
    assert waiting(psychiatrist) == [thread.pk]


def test_what_was_opened_and_not_answered_still_waits(thread, psychiatrist):
    text(psychiatrist, page(thread))
    assert waiting(psychiatrist) == [thread.pk]


def test_what_is_held_waits_for_nobody(ana, thread, therapist, psychiatrist):
    answer(psychiatrist, thread, therapist)
    before = text(psychiatrist, LIST).partition("<main")[2]
    make.message(
        therapist.provider, thread=thread, to=[psychiatrist.provider], categories=["hiv_sti"],
        body="canary-of-what-is-held",
    )  # fmt: skip
    assert waiting(psychiatrist) == []
    assert text(psychiatrist, LIST).partition("<main")[2] == before


def test_what_closes_waits_no_more(thread, psychiatrist):
    make.change(psychiatrist.release, revoked_at=make.ago(seconds=0))
    assert waiting(psychiatrist) == []


def test_a_long_list_shows_ten_and_where_the_rest_is_at_the_same_cost(ana, therapist, psychiatrist):
    def cost(url):
        with CaptureQueriesContext(connection) as captured:
            psychiatrist.http.get(url)
        return len(captured)

    def grow(threads):
        for _ in range(threads):
            make.message(therapist.provider, ana.client, to=[psychiatrist.provider])
        return waiting(psychiatrist), cost(TODAY), cost(LIST)

    (few, *costs), (many, *later) = grow(3), grow(9)
    assert (len(few), len(many)) == (3, 12)
    assert costs == later
    shown = text(psychiatrist, TODAY)
    assert len({key for key in many if f'/messages/{key}/"' in shown}) == 10
    assert "Show all threads that wait for your answer" in shown


@pytest.mark.parametrize("asked", ["nonsense", ""])
def test_any_other_list_is_all_of_them(thread, therapist, asked):
    url = f"{reverse('thread_list')}?of={asked}"
    assert [row.thread for row in therapist.http.get(url).context["page"]] == [thread]
