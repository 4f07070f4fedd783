"""Two who write in a thread at once: nobody waits in a circle, and the same form is one message."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.utils import timezone

from accounts.acting import acting_as
from coordination.actions import QuoteGoneError, withdraw, write_message
from coordination.models import Item, Quote, Share, Thread
from ledger.ids import uuid7
from tests import factories as make
from tests.consent.racing import race
from tests.people import Person

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Talk:
    """A thread in which two may tell each other, and the message that each wrote in it."""

    one: Person
    other: Person
    thread: Thread
    by_one: Item
    by_other: Item
    key: UUID


@pytest.fixture
def talks(ana, therapist, stranger):
    sides = {"disclosers": [therapist.provider], "recipients": [stranger.provider]}
    make.release(ana.client, direction="two_way", **sides)
    return [begun(ana.client, therapist, stranger) for _ in range(20)]


def begun(client, one, other):
    first = make.message(one.provider, client, to=[other.provider], body="From one.")
    answer = make.message(other.provider, thread=first.thread, to=[one.provider], body="Answer.")
    return Talk(one, other, first.thread, first, answer, uuid7())


def write(talk, author, recipient, **facts):
    facts = {"categories": ["progress"], "body": "Now.", "key": uuid7()} | facts
    with acting_as(author.user):
        return write_message(
            thread=talk.thread,
            author=author.provider,
            recipients=[recipient.provider],
            by=author.user,
            service_date=timezone.localdate(),
            **facts,
        ).pk


def test_the_same_form_pressed_twice_at_once_is_one_message(talks):
    def press(talk):
        return write(talk, talk.one, talk.other, key=talk.key)

    done = race(talks, press, press)
    assert [(first.result, second.result) for first, second in done] == [
        (talk.key, talk.key) for talk in talks
    ]
    assert Item.objects.filter(body="Now.").count() == len(talks)
    assert any(first.met(second) for first, second in done)


def test_two_who_quote_each_other_at_once_both_do(talks):
    def one_quotes(talk):
        return write(talk, talk.one, talk.other, quote=talk.by_other.pk)

    def other_quotes(talk):
        return write(talk, talk.other, talk.one, quote=talk.by_one.pk)

    done = race(talks, one_quotes, other_quotes)
    assert Quote.objects.count() == Item.objects.filter(body="Now.").count() == 2 * len(talks)
    assert any(first.met(second) for first, second in done)


@pytest.mark.long
def test_what_is_taken_back_meanwhile_was_quoted_before_or_is_not_there(talks):
    def quotes(talk):
        try:
            return write(talk, talk.one, talk.other, quote=talk.by_other.pk)
        except QuoteGoneError:
            return None

    def takes_back(talk):
        with acting_as(talk.other.user):
            withdraw(share=Share.objects.get(item=talk.by_other), by=talk.other.user)

    done = race(talks, quotes, takes_back)
    written = [one.result for one, _ in done if one.result]
    assert Quote.objects.filter(item__in=written).count() == len(written)
    for quote in Quote.objects.select_related("item"):
        share = Share.objects.get(item=quote.quoted)
        assert quote.item.created_at < share.withdrawn_at
    assert any(first.met(second) for first, second in done)
