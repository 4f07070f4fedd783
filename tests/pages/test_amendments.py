"""“This is not right” on the pages: asking, answering, disagreeing, and who reads the statement."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.models import Amendment
from tests import factories as make
from tests.corrections import amendment
from tests.pages.reading import words

ASKED = {"wrong": "canary-wrong", "should_say": "canary-right"}
CANARIES = ("canary-wrong", "canary-right", "canary-reason", "canary-stated")


@pytest.fixture
def asked(open_share, ana):
    return amendment(open_share.item, ana, **ASKED)


@pytest.fixture
def stated(asked, ana):
    make.change(asked, outcome="declined", reason="canary-reason", answered_at=make.ago(hours=2))
    said = {"disagreement": "canary-stated", "disagreed_by": ana.user}
    return make.change(asked, disagreed_at=make.ago(hours=1), **said)


def page(person, name, one):
    return words(person.http.get(reverse(name, args=[one.pk])))


def send(person, name, one, **entered):
    return person.http.post(reverse(name, args=[one.pk]), entered)


def canaries(text):
    return [one for one in CANARIES if one in text]


def test_the_client_asks_and_reads_that_it_waits(ana, open_share):
    assert "This is not right" in page(ana, "client_note", open_share)
    assert send(ana, "amendment_new", open_share, **ASKED).status_code == 302
    shown = page(ana, "client_note", open_share)
    assert "You asked on" in shown
    assert "Miriam Stone has until" in shown
    assert "This is not right" not in shown


def test_nothing_typed_is_lost(ana, open_share):
    answer = send(ana, "amendment_new", open_share, wrong="Four hours")
    assert "Write what it should say" in words(answer)
    assert "Four hours" in words(answer)


def test_a_second_request_waits_for_the_answer_to_the_first(ana, open_share, asked):
    answer = words(send(ana, "amendment_new", open_share, wrong="More", should_say="Less"))
    assert "You have asked about this note already." in answer
    assert Amendment.objects.count() == 1


def test_the_author_finds_it_on_the_work_list_and_answers(ana, therapist, open_share, asked):
    today = words(therapist.http.get(reverse("today")))
    assert "Correction asked for: Note" in today
    assert "Ana Moreno" in today
    assert canaries(today) == []
    assert canaries(page(therapist, "amendment_answer", asked)) == list(CANARIES[:2])
    send(therapist, "amendment_answer", asked, outcome="declined", reason="canary-reason")
    assert "canary-reason" in page(ana, "client_note", open_share)
    assert "Correction asked for: Note" not in words(therapist.http.get(reverse("today")))


def test_to_decline_one_says_why(therapist, asked):
    answer = words(send(therapist, "amendment_answer", asked, outcome="declined"))
    assert "Write why the note stays as it is. The client reads it" in answer


def test_changed_is_said_once_the_note_is_changed(ana, therapist, open_share, asked):
    early = words(send(therapist, "amendment_answer", asked, outcome="corrected"))
    assert "Change the note first, then say that it is changed" in early
    make.change(open_share.item, body="Sleeps six hours.")
    send(therapist, "amendment_answer", asked, outcome="corrected")
    assert "the note is changed" in page(ana, "client_note", open_share)


def test_the_client_disagrees_once(ana, open_share, asked):
    make.change(asked, outcome="declined", reason="No.", answered_at=make.ago(hours=2))
    assert "Add a statement" in page(ana, "client_note", open_share)
    send(ana, "amendment_disagree", asked, words="I slept six.")
    shown = page(ana, "client_note", open_share)
    assert "I slept six." in shown
    assert "Add a statement" not in shown
    again = ana.http.get(reverse("amendment_disagree", args=[asked.pk]))
    assert again.status_code == 302


def test_a_request_goes_to_no_recipient(psychiatrist, open_share, asked):
    assert canaries(page(psychiatrist, "shared_open", open_share)) == []


def test_a_statement_goes_along_with_the_note(ana, psychiatrist, therapist, open_share, stated):
    shown = page(psychiatrist, "shared_open", open_share)
    assert "The client disagrees with this note" in shown
    assert canaries(shown) == list(CANARIES)
    assert canaries(page(therapist, "note_page", open_share.item)) == list(CANARIES)
    assert canaries(page(ana, "their_note", open_share)) == list(CANARIES)


def test_where_the_note_is_closed_no_byte_of_the_statement_is_left(
    gp, psychiatrist, held_share, open_share, stated
):
    make.change(psychiatrist.release, revoked_at=make.ago(seconds=1))
    for person, share in ((gp, held_share), (psychiatrist, open_share)):
        urls = [reverse("shared_open", args=[share.pk]), reverse("shared_with_me"),
                reverse("today"), reverse("find")]  # fmt: skip
        assert [canaries(person.http.get(url).content.decode()) for url in urls] == [[]] * 4


def test_the_access_history_tells_of_it(ana, therapist, open_share):
    send(ana, "amendment_new", open_share, **ASKED)
    asked = Amendment.objects.get()
    send(therapist, "amendment_answer", asked, outcome="declined", reason="canary-reason")
    send(ana, "amendment_disagree", asked, words="canary-stated")
    history = words(ana.http.get(reverse("access_history")))
    assert "You asked to correct a note by Miriam Stone." in history
    assert "Miriam Stone answered a request to correct a note by Miriam Stone." in history
    assert "You added a statement to a note by Miriam Stone." in history
    assert canaries(history) == []


def test_one_of_a_couple_sees_nothing_of_what_the_other_asked(
    sam, robin, couples_counsellor, stranger
):
    for one in (sam, robin):
        make.release(
            one.client, disclosers=[couples_counsellor.provider], recipients=[stranger.provider]
        )
    joint = make.item(couples_counsellor.provider, sam.client, robin.client)
    share = make.share(joint, stranger.provider)
    before = page(robin, "client_note", share), words(robin.http.get(reverse("access_history")))
    send(sam, "amendment_new", share, **ASKED)
    assert canaries(page(sam, "client_note", share)) == list(CANARIES[:2])
    after = page(robin, "client_note", share), words(robin.http.get(reverse("access_history")))
    assert after == before


def test_queries_do_not_grow_with_what_was_asked(ana, therapist, psychiatrist, open_share):
    urls = [
        (therapist, reverse("today")),
        (therapist, reverse("note_page", args=[open_share.item_id])),
        (ana, reverse("client_note", args=[open_share.pk])),
        (psychiatrist, reverse("shared_open", args=[open_share.pk])),
    ]

    def counted():
        return [queries(*one) for one in urls]

    settled = {"outcome": "declined", "reason": "No.", "answered_at": make.ago(hours=2)}
    stated = {"disagreement": "Yes.", "disagreed_by": ana.user, "disagreed_at": make.ago(hours=1)}
    amendment(open_share.item, ana, **settled, **stated)
    amendment(open_share.item, ana)
    counted()
    few = counted()
    for number in range(4):
        amendment(open_share.item, ana, **settled, **stated)
        amendment(make.item(therapist.provider, ana.client, body=str(number)), ana)
    assert counted() == few


def queries(person, url):
    with CaptureQueriesContext(connection) as captured:
        assert person.http.get(url).status_code == 200
    return len(captured)
