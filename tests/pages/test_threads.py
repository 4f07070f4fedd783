"""Messages between providers: writing them."""

import pytest

from coordination.models import Item, Thread
from ledger.ids import uuid7
from ledger.models import Entry, Outgoing, Verb
from tests import factories as make
from tests.pages.messaging import answer, begin, page, text


def test_a_thread_begins_with_a_message_to_each(ana, therapist, psychiatrist, gp):
    went = begin(therapist, ana, psychiatrist, gp)
    item = Item.objects.get()
    assert went.url == page(item.thread)
    assert list(item.thread.subjects.all()) == [ana.client]
    assert {one.recipient for one in item.shares.all()} == {psychiatrist.provider, gp.provider}
    assert Entry.objects.filter(client=ana.client.pk, verb=Verb.ITEM_SHARED).count() == 2
    assert Outgoing.objects.filter(kind="share_arrived").count() == 2


def test_before_it_goes_the_page_says_what_would_come_of_it(ana, therapist, psychiatrist, gp):
    shown = begin(therapist, ana, psychiatrist, gp, step="look").content.decode()
    assert "Opens now, until" in shown
    assert "Would be held" in shown
    assert "Walks to work again." in shown
    assert not Item.objects.exists()


def test_somebody_else_is_searched_for_and_nothing_typed_is_lost(ana, therapist, stranger):
    shown = begin(therapist, ana, step="look", q="Lang").content.decode()
    assert "Victor Lang" in shown
    assert "Walks to work again." in shown


def test_what_cannot_be_looked_for_finds_nobody(ana, therapist):
    assert begin(therapist, ana, step="look", q="\x00").status_code == 200


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"body": " "}, "Write the message"),
        ({"body": "x" * 20001}, "Shorten the message to 20,000 characters or fewer"),
        ({"categories": []}, "Choose at least one kind of information"),
        ({"categories": ["psychotherapy_notes"]}, "psychotherapy_notes is not one of the"),
        ({"recipients": []}, "Choose at least one person to send it to"),
        ({"recipients": ["nonsense"]}, "Choose among the people who are listed"),
    ],
)
def test_what_cannot_be_sent_is_answered_with_a_sentence(
    ana, therapist, psychiatrist, entered, sentence
):
    shown = begin(therapist, ana, psychiatrist, **entered).content.decode()
    assert "<title>Error:" in shown
    assert sentence in shown
    assert not Thread.objects.exists()


def test_the_same_form_sent_twice_is_one_message(ana, therapist, psychiatrist):
    key = uuid7()
    went = [begin(therapist, ana, psychiatrist, key=key).url for _ in range(2)]
    thread = Thread.objects.get()
    assert went == [page(thread)] * 2
    for _ in range(2):
        answer(therapist, thread, psychiatrist, key=key)
    assert Item.objects.count() == 1


def test_nobody_begins_a_thread_about_somebody_whom_they_do_not_treat(ana, psychiatrist, stranger):
    for person in (psychiatrist, stranger):
        assert begin(person, ana, stranger).status_code == 404
    assert not Item.objects.exists()


def test_a_collaborator_answers_without_treating_the_client(ana, therapist, nurse):
    thread = make.message(therapist.provider, ana.client, to=[nurse.provider]).thread
    looked = answer(nurse, thread, therapist, step="look").content.decode()
    assert "Opens now, until" in looked
    answer(nurse, thread, therapist, body="She came to group.")
    assert "She came to group." in text(therapist, page(thread))


def test_who_has_no_open_message_and_treats_nobody_does_not_write(
    ana, thread, psychiatrist, therapist
):
    answer(psychiatrist, thread, therapist, body="I see.")
    make.change(psychiatrist.release, revoked_at=make.ago(seconds=1))
    assert "You can't write here now" in text(psychiatrist, page(thread))
    answer(psychiatrist, thread, therapist, body="Again.")
    assert not Item.objects.filter(body="Again.").exists()


def test_a_colleague_who_treats_the_client_does_not_write_in_a_strange_thread(
    ana, thread, stranger, psychiatrist
):
    make.treatment(ana.client, stranger.provider)
    assert answer(stranger, thread, psychiatrist).status_code == 404
    assert Item.objects.count() == 1


def test_kinds_are_those_of_the_thread_and_changed_for_one_message(ana, therapist, psychiatrist):
    thread = make.message(
        therapist.provider, ana.client, to=[psychiatrist.provider], categories=["goals"]
    ).thread
    form = therapist.http.get(page(thread)).context["form"]
    assert form["categories"].value() == ["goals"]
    answer(therapist, thread, psychiatrist, categories=["medications"])
    assert Item.objects.get(body="Walks to work again.").categories == ["medications"]
