"""What clients write to those who treat them, on the pages of both."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.models import TeamCopy, TeamMessage
from ledger.ids import uuid7
from tests import factories as make
from tests.pages.reading import words

CANARIES = ["canary-words", "canary-answer"]


def send(person, *to, client=None, **entered):
    said = {"key": uuid7(), "words": "canary-words", "to": [one.provider.pk for one in to]}
    about = client or person.client
    return person.http.post(reverse("team_message_new"), {"client": about.pk, **said, **entered})


@pytest.fixture
def sent(ana, therapist):
    send(ana, therapist)
    return TeamCopy.objects.get()


def page(person, name, *ids):
    return words(person.http.get(reverse(name, args=ids)))


def answer(person, copy, said="canary-answer"):
    return person.http.post(reverse("from_client", args=[copy.pk]), {"words": said})


def canaries(text):
    return [one for one in CANARIES if one in text]


def test_those_who_treat_and_who_are_named_can_be_written_to(ana, therapist, psychiatrist, gp):
    form = page(ana, "team_message_new")
    assert "Miriam Stone" in form
    assert "Julian Okafor" in form
    assert "Helen Park" not in form
    assert "Choose among the people who are listed" in words(send(ana, gp))


def test_nothing_typed_is_lost(ana, therapist):
    shown = words(send(ana))
    assert "Choose at least one person" in shown
    assert canaries(shown) == CANARIES[:1]


def test_sent_twice_is_one_message(ana, therapist):
    key = uuid7()
    assert [send(ana, therapist, key=key).status_code for _time in range(2)] == [302, 302]
    assert TeamMessage.objects.count() == 1


def test_it_is_read_answered_and_the_answer_is_news_once(ana, therapist, sent):
    today = page(therapist, "today")
    assert "1 new" in today
    assert "Message from a client" in today
    assert canaries(today) == []
    assert "not read yet" in page(ana, "team_message_list")
    assert canaries(page(therapist, "from_client", sent.pk)) == CANARIES[:1]
    answer(therapist, sent)
    assert "Your care team answered you. Read the answer" in page(ana, "client_home")
    assert "1 new answer" in page(ana, "client_home")
    assert canaries(page(ana, "team_message", sent.message_id)) == CANARIES
    assert "new answer" not in page(ana, "client_home")
    assert "answered you" not in page(ana, "client_home")
    assert "Message from a client" not in page(therapist, "today")


def test_it_stands_on_the_page_of_the_client(ana, therapist, psychiatrist, sent):
    assert "What Ana wrote to you" in page(therapist, "client_page", ana.client.pk)
    assert "wrote to you" not in page(psychiatrist, "client_page", ana.client.pk)


def test_nobody_else_finds_a_byte_of_it(ana, therapist, psychiatrist, sent, sam, gp):
    answer(therapist, sent)
    urls = [
        reverse("today"),
        reverse("from_clients"),
        reverse("client_page", args=[ana.client.pk]),
        reverse("from_client", args=[sent.pk]),
        reverse("shared_with_me"),
    ]
    for person in (psychiatrist, gp):
        pages = [person.http.get(url).content.decode() for url in urls]
        assert [canaries(one) for one in pages] == [[]] * len(urls)
    assert sam.http.get(reverse("team_message", args=[sent.message_id])).status_code == 404


def test_the_access_history_tells_of_it(ana, therapist, sent):
    page(therapist, "from_client", sent.pk)
    answer(therapist, sent)
    history = page(ana, "access_history")
    assert "You wrote a message to Miriam Stone." in history
    assert "Miriam Stone read a message to the care team." in history
    assert "Miriam Stone answered a message to the care team." in history
    assert canaries(history) == []


def test_a_mother_writes_for_her_child(leo, mother, play_therapist):
    send(mother, play_therapist, client=leo.client)
    copy = TeamCopy.objects.get()
    assert "Written by Elena Castillo" in page(play_therapist, "from_client", copy.pk)


def test_after_the_treatment_it_stays_readable_without_the_name(ana, therapist, sent):
    answer(therapist, sent)
    make.change(ana.client.treatments.get(), during=(make.ago(days=9), make.ago(days=1)))
    shown = page(therapist, "from_client", sent.pk)
    assert canaries(shown) == CANARIES
    assert "Ana Moreno" not in shown


def test_queries_do_not_grow(ana, therapist, sent):
    asks = [
        (therapist, "today"),
        (therapist, "from_clients"),
        (therapist, "client_page", ana.client.pk),
        (ana, "client_home"),
        (ana, "team_message_list"),
        (ana, "access_history"),
    ]

    def counted():
        return [queries(*one) for one in asks]

    send(ana, therapist)
    counted()
    few = counted()
    for _more in range(5):
        send(ana, therapist)
    assert counted() == few


def queries(person, name, *ids):
    with CaptureQueriesContext(connection) as captured:
        page(person, name, *ids)
    return len(captured)
