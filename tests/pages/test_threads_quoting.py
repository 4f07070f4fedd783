"""A reply quotes nothing by itself; a quote brings the kinds of what it quotes."""

from coordination.models import Item
from ledger.ids import uuid7
from tests import factories as make
from tests.pages.messaging import answer, page, text


def quoting(message):
    return f"{page(message.thread)}?quote={message.pk}"


def said_about_medication(therapist, psychiatrist, ana):
    return make.message(
        therapist.provider,
        ana.client,
        to=[psychiatrist.provider],
        categories=["medications"],
        body="Less of it.\nFrom Monday.",
    )


def newest():
    return Item.objects.order_by("-created_at").first()


def test_a_reply_quotes_nothing(ana, therapist, psychiatrist):
    first = said_about_medication(therapist, psychiatrist, ana)
    answer(psychiatrist, first.thread, therapist)
    assert newest().body == "Walks to work again."
    assert newest().categories == ["progress"]


def test_a_quote_brings_its_words_and_its_kinds_and_no_name(ana, therapist, psychiatrist):
    first = said_about_medication(therapist, psychiatrist, ana)
    answer(psychiatrist, first.thread, therapist, quote=first.pk)
    assert newest().body == "> Less of it.\n> From Monday.\n\nWalks to work again."
    assert newest().categories == ["progress", "medications"]


def test_the_kinds_of_a_quote_cannot_be_unticked(ana, therapist, psychiatrist):
    first = said_about_medication(therapist, psychiatrist, ana)
    shown = text(psychiatrist, quoting(first))
    box = next(one for one in shown.split("<input") if 'value="medications"' in one)
    assert "checked" in box.split(">")[0]
    assert "disabled" in box.split(">")[0]
    answer(psychiatrist, first.thread, therapist, quote=first.pk, categories=[])
    assert newest().categories == ["medications"]


def test_a_quote_is_held_where_its_kinds_are(ana, therapist, psychiatrist, stranger):
    """The stranger may know of progress, not of medications: so not of the quote either."""
    make.release(ana.client, disclosers=[therapist.provider], recipients=[stranger.provider])
    first = said_about_medication(therapist, psychiatrist, ana)
    answer(therapist, first.thread, stranger)
    answer(therapist, first.thread, stranger, quote=first.pk)
    shown = text(stranger, page(first.thread))
    assert "Walks to work again." in shown
    assert "Less of it." not in shown


def test_what_is_not_there_is_not_quoted(ana, therapist, psychiatrist, thread):
    held = make.message(
        therapist.provider,
        thread=thread,
        to=[psychiatrist.provider],
        categories=["hiv_sti"],
        body="canary-of-what-is-held",
    )
    answer(psychiatrist, thread, therapist, body="To open the thread.")
    for key in (held.pk, uuid7(), "nonsense"):
        shown = answer(psychiatrist, thread, therapist, quote=key).content.decode()
        assert "What you wanted to quote is not there any more." in shown
        assert "canary" not in shown
    assert newest().body == "To open the thread."
