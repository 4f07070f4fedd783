"""A quote is a reference that only whoever reads both can see: raw SQL."""

import pytest

from coordination.models import Quote
from ledger.ids import uuid7
from tests import factories as make
from tests.attempts import NOT_ALLOWED, attempt, run

ALL = "select item_id, quoted_id from coordination_quote"
INSERT = "insert into coordination_quote (id, item_id, quoted_id) values (uuidv7(), %s, %s)"


@pytest.fixture
def told(ana, therapist, psychiatrist):
    return make.message(therapist.provider, ana.client, to=[psychiatrist.provider])


@pytest.fixture
def mine(told, psychiatrist):
    """Written by the psychiatrist, addressed to nobody yet."""
    return make.message(psychiatrist.provider, thread=told.thread)


def test_only_who_may_read_both_finds_it(
    request, ana, told, therapist, psychiatrist, stranger, gp, privacy_officer, as_web
):
    make.release(ana.client, disclosers=[psychiatrist.provider], recipients=[stranger.provider])
    reply = make.message(psychiatrist.provider, to=[stranger.provider], quotes=told)

    def found_by(person):
        with as_web(person.user):
            return run(ALL)

    assert found_by(psychiatrist) == found_by(ana) == [(reply.pk, told.pk)]
    for person in (therapist, stranger, gp, privacy_officer):
        assert found_by(person) == []
    make.change(psychiatrist.release, revoked_at=make.ago(seconds=0))
    assert found_by(psychiatrist) == []


def test_a_writer_quotes_what_they_wrote_or_may_open(told, mine, psychiatrist, as_web):
    later = make.message(psychiatrist.provider, thread=told.thread)
    with as_web(psychiatrist.user):
        assert attempt(INSERT, mine.pk, told.pk) == 1
        assert attempt(INSERT, later.pk, mine.pk) == 1


def test_what_a_writer_may_not_read_answers_as_if_it_were_not_there(
    ana, told, mine, therapist, psychiatrist, as_web
):
    held = make.message(
        therapist.provider, thread=told.thread, to=[psychiatrist.provider], categories=["hiv_sti"]
    )
    with as_web(psychiatrist.user):
        for key in (held.pk, uuid7()):
            assert attempt(INSERT, mine.pk, key) == NOT_ALLOWED
    make.change(psychiatrist.release, revoked_at=make.ago(seconds=0))
    with as_web(psychiatrist.user):
        assert attempt(INSERT, mine.pk, told.pk) == NOT_ALLOWED


@pytest.mark.parametrize("who", ["therapist", "stranger", "ana"])
def test_nobody_else_says_that_a_message_quotes(request, told, mine, as_web, who):
    with as_web(request.getfixturevalue(who).user):
        assert attempt(INSERT, mine.pk, told.pk) == NOT_ALLOWED


def test_a_message_quotes_an_earlier_one_of_its_thread_with_its_kinds_before_it_is_sent(
    ana, told, mine, therapist, psychiatrist, note
):
    elsewhere = make.message(therapist.provider, ana.client)
    narrow = make.message(psychiatrist.provider, thread=told.thread, categories=["goals"])
    sent = make.message(psychiatrist.provider, thread=told.thread, to=[therapist.provider])
    for pair, outcome in {
        (mine, mine): "quote_is_of_its_thread",
        (mine, narrow): "quote_is_of_its_thread",
        (mine, elsewhere): "quote_is_of_its_thread",
        (mine, note): "quote_is_of_its_thread",
        (note, told): "quote_is_of_its_thread",
        (narrow, told): "quote_brings_its_kinds",
        (sent, told): "quote_comes_before_sending",
    }.items():
        assert attempt(INSERT, *(one.pk for one in pair)) == outcome
    assert attempt(INSERT, mine.pk, told.pk) == 1


def test_what_quotes_keeps_its_kinds(told, therapist, psychiatrist, as_web):
    reply = make.message(psychiatrist.provider, quotes=told)
    change = "update coordination_item set categories = %s where id = %s"
    with as_web(psychiatrist.user):
        assert attempt(change, ["goals"], reply.pk) == "quote_keeps_its_kinds"
        assert attempt(change, ["goals", "progress"], reply.pk) == 1
    with as_web(therapist.user):
        assert attempt(change, ["goals"], told.pk) == 1


def test_what_was_quoted_stays_quoted(told, psychiatrist, as_web):
    make.message(psychiatrist.provider, quotes=told)
    with as_web(psychiatrist.user):
        assert attempt("update coordination_quote set quoted_id = item_id") == NOT_ALLOWED
        assert attempt("delete from coordination_quote") == NOT_ALLOWED
    assert Quote.objects.count() == 1
