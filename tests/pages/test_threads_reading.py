"""Messages between providers: each reads what is theirs, by the pages and by raw SQL."""

import json

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.models import Share, Thread
from ledger.ids import uuid7
from ledger.models import Entry, Verb
from tests import factories as make
from tests.attempts import run
from tests.pages.messaging import page, text

LIST = reverse("thread_list")
HELD = "canary-of-what-is-held"


def test_each_reads_what_is_theirs_and_is_written_down_once(ana, thread, psychiatrist):
    for _ in range(2):
        assert "She sleeps." in text(psychiatrist, page(thread))
    line = Entry.objects.get(verb=Verb.ITEM_DISCLOSED)
    assert (line.client, line.actor) == (ana.client.pk, psychiatrist.user.pk)
    assert line.release_ids == [psychiatrist.release.pk]


def test_a_message_opened_by_itself_leads_to_its_thread(thread, therapist, psychiatrist):
    share = Share.objects.get(recipient=psychiatrist.provider)
    assert page(thread) in text(psychiatrist, reverse("shared_open", args=[share.pk]))
    assert page(thread) in text(therapist, reverse("note_page", args=[share.item_id]))


def test_for_whom_everything_is_held_there_is_no_thread(thread, gp, stranger):
    for person in (gp, stranger):
        nowhere = person.http.get(reverse("thread_page", args=[uuid7()]))
        assert person.http.get(page(thread)).status_code == nowhere.status_code == 404
        assert "No messages." in text(person, LIST)


def test_a_held_message_moves_nothing_for_who_may_not_read_it(ana, therapist, psychiatrist, thread):
    def seen():
        shown = [text(psychiatrist, url) for url in (page(thread), LIST, reverse("today"))]
        return [one.partition('name="csrf')[0] for one in shown]

    make.message(therapist.provider, thread=thread, to=[psychiatrist.provider])
    text(psychiatrist, page(thread))
    before = seen()
    make.message(
        therapist.provider,
        thread=thread,
        to=[psychiatrist.provider],
        categories=["hiv_sti"],
        body=HELD,
    )
    after = seen()
    assert HELD not in str(after)
    assert [len(one) for one in after] == [len(one) for one in before]
    assert "HIV" not in after[0].partition("<form")[0]


def test_readers_know_only_of_those_whose_messages_they_see(ana, thread, psychiatrist, nurse, gp):
    """The psychiatrist answers the nurse alone: she learns neither of the others nor of when."""
    make.message(psychiatrist.provider, thread=thread, to=[nurse.provider], body="From him.")
    shown = text(nurse, page(thread))
    assert "From him." in shown
    for name in ("Miriam Stone", "Helen Park"):
        assert name not in shown + text(nurse, LIST)


def test_a_couples_thread_closes_in_the_middle_and_goes_on(
    sam, robin, couples_counsellor, therapist
):
    releases = [
        make.release(
            one.client, disclosers=[couples_counsellor.provider], recipients=[therapist.provider]
        )
        for one in (sam, robin)
    ]
    about = (sam.client, robin.client)
    first = make.message(couples_counsellor.provider, *about, to=[therapist.provider], body="One.")
    assert "One." in text(therapist, page(first.thread))
    make.change(releases[1], revoked_at=make.ago(seconds=0))
    make.message(
        couples_counsellor.provider, thread=first.thread, to=[therapist.provider], body="Two."
    )
    assert therapist.http.get(page(first.thread)).status_code == 404
    assert "Not shareable with this person now" in text(couples_counsellor, page(first.thread))
    make.release(
        robin.client, disclosers=[couples_counsellor.provider], recipients=[therapist.provider],
        signed=make.ago(seconds=0),
    )  # fmt: skip
    assert {"One.", "Two."} <= {
        one.item.body for one in therapist.http.get(page(first.thread)).context["messages_shown"]
    }


def test_what_the_law_wants_told_stands_with_the_messages(ana, therapist, stranger):
    make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        categories=["substance_use_part2"],
    )
    thread = make.message(
        therapist.provider, ana.client, to=[stranger.provider], categories=["substance_use_part2"]
    ).thread
    shown = text(stranger, page(thread))
    assert "42 CFR part 2" in shown
    assert "Do not pass this on" in shown


def test_the_client_reads_what_was_written_and_who_opened_it(ana, thread, psychiatrist):
    assert "Message" in text(ana, reverse("client_notes"))
    text(psychiatrist, page(thread))
    assert "a message" in text(ana, reverse("access_history"))


def test_the_list_tells_what_is_new(thread, psychiatrist):
    assert "1 new" in text(psychiatrist, LIST)
    text(psychiatrist, page(thread))
    assert "1 new" not in text(psychiatrist, LIST)


def test_fifty_messages_stand_on_a_page_and_only_these_are_opened(therapist, psychiatrist, thread):
    for number in range(50):
        make.message(
            therapist.provider, thread=thread, to=[psychiatrist.provider], body=f"No. {number}."
        )
    assert "She sleeps." not in text(psychiatrist, page(thread))
    assert Entry.objects.filter(verb=Verb.ITEM_DISCLOSED).count() == 50
    assert "She sleeps." in text(psychiatrist, page(thread) + "?page=2")


def test_the_pages_cost_the_same_for_three_and_for_twelve(ana, therapist, psychiatrist, thread):
    def cost(person, url):
        person.http.get(url)
        with CaptureQueriesContext(connection) as captured:
            person.http.get(url)
        return len(captured)

    def costs():
        return [cost(one, url) for one in (therapist, psychiatrist) for url in (LIST, page(thread))]

    def grow(rows):
        for _ in range(rows):
            make.message(therapist.provider, thread=thread, to=[psychiatrist.provider])
            make.message(psychiatrist.provider, thread=thread, to=[therapist.provider])
            make.message(therapist.provider, ana.client, to=[psychiatrist.provider])

    grow(3)
    few = costs()
    grow(9)
    assert costs() == few


# The database alone


def test_raw_sql_shows_a_thread_to_its_readers_only(thread, therapist, psychiatrist, gp, as_web):
    seen = []
    for person in (therapist, psychiatrist, gp):
        with as_web(person.user):
            seen.append(run("select id from coordination_thread"))
            seen.append(run("select thread_id from coordination_threadsubject"))
    assert seen == [[(thread.pk,)]] * 4 + [[]] * 2


def test_the_database_refuses_a_message_from_outside(ana, thread, gp, stranger, as_web):
    make.treatment(ana.client, stranger.provider)
    for person in (gp, stranger):
        with as_web(person.user), pytest.raises(Exception, match="row-level security"):
            make.message(person.provider, thread=thread)


def test_the_doors_answer_members_only(ana, thread, psychiatrist, gp, stranger, as_web):
    make.treatment(ana.client, stranger.provider)
    question = json.dumps(
        [
            {
                "categories": ["progress"],
                "recipient": str(psychiatrist.provider.pk),
                "service_date": str(make.TODAY),
                "purpose": "care_coordination",
            }
        ]
    )
    for person, answers in ((psychiatrist, 1), (gp, 0), (stranger, 0)):
        with as_web(person.user):
            assert run("select may_write_in(%s)", thread.pk) == [(bool(answers),)]
            assert len(run("select * from thread_answers(%s, %s)", thread.pk, question)) == answers


@pytest.mark.parametrize("facts", [{"kind": "note"}, {"categories": ["psychotherapy_notes"]}])
def test_the_database_refuses_what_is_no_message(therapist, ana, thread, facts):
    fields = {"kind": "message", "thread": thread} | facts
    with pytest.raises(IntegrityError, match="item_"):
        make.item(therapist.provider, ana.client, **fields)


def test_whom_a_thread_is_about_never_changes(sam, thread):
    with pytest.raises(IntegrityError, match="does not change"):
        thread.about.create(client=sam.client)


def test_a_message_is_about_the_clients_of_its_thread(ana, sam, therapist, thread):
    make.item(therapist.provider, sam.client, kind="message", thread=thread)
    with pytest.raises(IntegrityError, match="everybody in its thread"):
        run("set constraints all immediate")


def test_a_thread_without_a_message_is_none(db):
    Thread.objects.create()
    with pytest.raises(IntegrityError, match="begins with a message"):
        run("set constraints all immediate")


def test_shares_of_messages_are_as_the_formula_says(thread, as_clerk):
    with as_clerk():
        assert (
            run("select share from consent_differences(null, 1000) where share is not null") == []
        )
    assert Share.objects.count() == 2
