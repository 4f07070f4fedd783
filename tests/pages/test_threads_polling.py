"""The page of a thread asks by itself for what is new: nothing is lost, and nothing comes twice."""

import pytest
from django.urls import reverse

from accounts.middleware import BY_ITSELF
from accounts.sessions import SEEN
from ledger.models import Entry, Verb
from tests import factories as make
from tests.pages.messaging import page, text
from tests.roles import WebClient


def now(thread):
    return reverse("thread_now", args=[thread.pk])


class Window:
    """The open page of somebody, which asks as htmx does."""

    def __init__(self, person, thread):
        self.person, self.thread = person, thread
        self.take(person.http.get(page(thread)))

    def take(self, answer):
        self.state = answer.context["state"]
        self.bodies = [one.item.body for one in answer.context["messages_shown"]]

    def ask(self):
        answer = self.person.http.get(now(self.thread), {"state": self.state})
        if answer.status_code == 200:
            self.take(answer)
        return answer


@pytest.fixture
def window(thread, psychiatrist):
    return Window(psychiatrist, thread)


def say(therapist, psychiatrist, thread, body, **fields):
    make.message(therapist.provider, thread=thread, to=[psychiatrist.provider], body=body, **fields)


def test_while_nothing_is_new_nothing_comes_and_nothing_is_written(window):
    written = Entry.objects.count()
    answer = window.ask()
    assert (answer.status_code, answer.content) == (204, b"")
    assert Entry.objects.count() == written


def test_what_is_new_comes_once_and_is_disclosed(window, thread, therapist, psychiatrist):
    say(therapist, psychiatrist, thread, "Something new.")
    assert window.ask().content.decode().count("Something new.") == 1
    assert window.ask().status_code == 204
    assert Entry.objects.filter(verb=Verb.ITEM_DISCLOSED).count() == 2


def test_what_was_held_comes_when_it_opens_between_what_is_there(
    ana, window, thread, therapist, psychiatrist
):
    say(therapist, psychiatrist, thread, "Of goals.", categories=["goals"])
    say(therapist, psychiatrist, thread, "Later.")
    window.ask()
    assert window.bodies == ["She sleeps.", "Later."]
    make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        categories=["goals"],
    )
    window.ask()
    assert window.bodies == ["She sleeps.", "Of goals.", "Later."]
    assert window.ask().status_code == 204


def test_what_is_held_does_not_even_make_an_answer(window, thread, therapist, psychiatrist):
    say(therapist, psychiatrist, thread, "Not for him.", categories=["hiv_sti"])
    assert window.ask().status_code == 204


def test_a_writer_sees_where_it_stands_change(ana, thread, therapist, gp):
    author = Window(therapist, thread)
    make.release(ana.client, disclosers=[therapist.provider], recipients=[gp.provider])
    assert author.ask().content.decode().count("Open until") == 2


def test_what_closes_goes_from_the_open_page(window, psychiatrist):
    make.change(psychiatrist.release, revoked_at=make.ago(seconds=0))
    assert window.ask().status_code == 404


def test_whoever_is_signed_out_is_led_to_the_sign_in_once(thread):
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{page(thread)}"}
    answer = WebClient().get(now(thread), headers=headers)
    assert "/login/" in answer.headers["HX-Redirect"]
    assert page(thread).strip("/") in answer.headers["HX-Redirect"].replace("%2F", "/")


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(window, psychiatrist, thread):
    def seen(headers):
        session = psychiatrist.http.session
        session[SEEN] -= 60
        session.save()
        before = session[SEEN]
        psychiatrist.http.get(now(thread), headers=headers)
        return psychiatrist.http.session[SEEN] - before

    assert seen({BY_ITSELF: "1"}) == 0
    assert seen({}) > 0


def test_the_navigation_counts_what_is_new(window, thread, therapist, psychiatrist, gp):
    help_page = reverse("help")
    assert 'class="count"' not in text(psychiatrist, help_page)
    say(therapist, psychiatrist, thread, "Something new.")
    say(therapist, psychiatrist, thread, "Not for him.", categories=["hiv_sti"])
    assert '<span class="count">1<' in text(psychiatrist, help_page)
    assert 'class="count"' not in text(gp, help_page)
    window.ask()
    assert 'class="count"' not in text(psychiatrist, help_page)
