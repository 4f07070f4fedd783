"""A reply quotes nothing by itself; a quote is for whoever may open both, and for nobody else."""

import re

import pytest
from django.urls import reverse

from coordination.models import Item, Quote, Share
from ledger.ids import uuid7
from ledger.models import Entry, Verb
from tests import factories as make
from tests.pages.messaging import answer, page, text
from tests.pages.test_threads_polling import Window

WORDS = "Less of it.\nFrom Monday."
QUOTE = '<blockquote class="letter__body prose">Less of it.\nFrom Monday.</blockquote>'


def quoting(message):
    return f"{page(message.thread)}?quote={message.pk}"


def newest():
    return Item.objects.order_by("-created_at").first()


@pytest.fixture
def first(ana, therapist, psychiatrist):
    """What the therapist wrote about medication; the psychiatrist may read it."""
    return make.message(
        therapist.provider,
        ana.client,
        to=[psychiatrist.provider],
        categories=["medications"],
        body=WORDS,
    )


@pytest.fixture
def reply(ana, first, psychiatrist, therapist, nurse):
    """The psychiatrist's, which quotes it; the nurse may read this one, and not what is quoted."""
    sides = {"disclosers": [psychiatrist.provider], "recipients": [therapist.provider]}
    sides["recipients"].append(nurse.provider)
    make.release(ana.client, categories=["medications"], **sides)
    return make.message(
        psychiatrist.provider,
        to=[therapist.provider, nurse.provider],
        categories=["medications"],
        quotes=first,
        body="Agreed.",
    )


# Writing


def test_a_reply_quotes_nothing(first, therapist, psychiatrist):
    answer(psychiatrist, first.thread, therapist)
    assert (newest().body, newest().categories) == ("Walks to work again.", ["progress"])
    assert not Quote.objects.exists()


def test_a_quote_names_the_message_brings_its_kinds_and_no_word(first, therapist, psychiatrist):
    answer(psychiatrist, first.thread, therapist, quote=first.pk)
    assert newest().body == "Walks to work again."
    assert newest().categories == ["progress", "medications"]
    assert Quote.objects.get().quoted == first
    assert QUOTE in text(psychiatrist, page(first.thread))


def test_the_form_says_whom_it_quotes_and_keeps_the_kinds(first, therapist, psychiatrist):
    shown = text(psychiatrist, quoting(first))
    assert "You quote what <bdi>Miriam Stone, LCSW</bdi> wrote on" in shown
    box = next(one for one in shown.split("<input") if 'value="medications"' in one)
    assert {"checked", "disabled"} <= set(box.split(">")[0].split())
    answer(psychiatrist, first.thread, therapist, quote=first.pk, categories=[])
    assert newest().categories == ["medications"]


def test_before_it_goes_the_page_counts_the_kinds_of_the_quote(first, psychiatrist, nurse):
    def looked(**entered):
        shown = answer(psychiatrist, first.thread, nurse, step="look", **entered)
        return shown.content.decode()

    assert "Opens now, until" in looked()
    assert "Would be held" in looked(quote=first.pk)
    assert f'name="quote" value="{first.pk}"' in looked(quote=first.pk)


def test_what_is_not_there_is_not_quoted(ana, first, therapist, psychiatrist):
    held = make.message(
        therapist.provider,
        thread=first.thread,
        to=[psychiatrist.provider],
        categories=["hiv_sti"],
        body="canary-of-what-is-held",
    )
    elsewhere = make.message(therapist.provider, ana.client, to=[psychiatrist.provider])
    for key in (held.pk, elsewhere.pk, uuid7(), "nonsense"):
        shown = answer(psychiatrist, first.thread, therapist, quote=key).content.decode()
        assert "What you wanted to quote is not there any more." in shown
        assert "Walks to work again." in shown
        assert "canary" not in shown
        assert 'name="quote"' not in shown
    assert not Quote.objects.exists()


# Reading


def test_who_may_open_both_reads_both_and_each_is_written_down(first, reply, therapist, nurse):
    assert QUOTE in text(therapist, page(first.thread))
    make.share(first, nurse.provider)
    make.release(
        first.subjects.get(),
        disclosers=[therapist.provider],
        recipients=[nurse.provider],
        categories=["medications"],
    )
    assert QUOTE in text(nurse, page(first.thread))
    told = Entry.objects.filter(verb=Verb.ITEM_DISCLOSED, actor=nurse.user.pk)
    assert {one.detail["item"] for one in told} == {str(first.pk), str(reply.pk)}


def test_who_may_open_only_the_reply_reads_what_a_reply_without_a_quote_would_be(reply, nurse):
    places = ["today", "find", "thread_list", "shared_with_me"]
    open_one = reverse("shared_open", args=[reply.shares.get(recipient=nurse.provider).pk])
    urls = [page(reply.thread), open_one, *map(reverse, places)]

    def seen():
        pages = " ".join(text(nurse, url) for url in urls)
        return re.sub(r'nonce="[^"]*"|name="key" value="[^"]*"|\w{64}', "", pages)

    seen()  # what is opened is not new any more
    quoting = seen()
    Quote.objects.all().delete()
    assert seen() == quoting
    assert "Agreed." in quoting
    assert "Less of it." not in quoting


@pytest.fixture
def deeds(first, psychiatrist, therapist):
    """What closes the quoted message to its reader, the reply staying theirs."""
    share = Share.objects.get(item=first)
    return {
        "withdrawn": lambda: make.change(share, withdrawn_at=make.ago(seconds=0)),
        "stopped": lambda: make.change(psychiatrist.release, revoked_at=make.ago(seconds=0)),
        "restricted": lambda: make.restriction(first.subjects.get(), item=first.pk),
        "of other kinds": lambda: make.change(first, categories=["medications", "hiv_sti"]),
    }


@pytest.mark.parametrize("deed", ["withdrawn", "stopped", "restricted", "of other kinds"])
def test_what_closes_is_quoted_no_more_and_the_open_page_learns_it(
    reply, psychiatrist, deeds, deed
):
    window = Window(psychiatrist, reply.thread)
    assert QUOTE in text(psychiatrist, page(reply.thread))
    deeds[deed]()
    shown = window.ask().content.decode()
    assert "Agreed." in shown
    assert "Less of it." not in shown + text(psychiatrist, page(reply.thread))
    assert window.ask().status_code == 204


def test_what_opens_is_quoted_from_then_on(ana, first, reply, therapist, nurse):
    window = Window(nurse, reply.thread)
    make.share(first, nurse.provider)
    assert window.ask().status_code == 204
    make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[nurse.provider],
        categories=["medications"],
    )
    assert QUOTE in window.ask().content.decode()
    assert window.ask().status_code == 204


def test_a_quote_says_what_the_message_says_now(first, reply, psychiatrist):
    make.change(first, body="As before.")
    shown = text(psychiatrist, page(first.thread))
    assert '<blockquote class="letter__body prose">As before.</blockquote>' in shown
    assert "Less of it." not in shown


@pytest.mark.long
def test_what_is_quoted_from_another_page_of_the_thread_is_disclosed(first, psychiatrist, nurse):
    for _ in range(50):
        make.message(psychiatrist.provider, thread=first.thread, to=[nurse.provider])
    make.message(psychiatrist.provider, to=[nurse.provider], quotes=first,
                 categories=["medications"])  # fmt: skip
    assert QUOTE in text(psychiatrist, page(first.thread))
    line = Entry.objects.get(verb=Verb.ITEM_DISCLOSED)
    assert line.detail["item"] == str(first.pk)
