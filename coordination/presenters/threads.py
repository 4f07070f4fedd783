"""Threads as their members see them: the list, and the messages of one, each what is theirs."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.http import Http404

from coordination.actions import disclose_each
from coordination.models import Item, Quote, Share, Thread
from coordination.presenters.staff import about, people_with, sent_lines
from coordination.presenters.unopened import unopened
from providers.models import Provider
from releases.models import Release
from releases.notices import notices
from releases.presenters import kind_labels, labels, lines_of

MESSAGE = Item.Kind.MESSAGE
MOST_COUNTED = 99


@dataclass(frozen=True)
class Row:
    """One thread in the list, by what the reader may see of it."""

    thread: Thread
    about: str
    kinds: list
    author: str
    at: datetime
    unread: int


@dataclass(frozen=True)
class Words:
    """What somebody wrote, as the reader may read it now."""

    item: Item
    author: Provider


@dataclass(frozen=True)
class Message:
    """One message with its words; of the reader's own also where it went.

    `quoted` is what it quotes, where the reader may read that as well: else nothing tells of it.
    """

    item: Item
    author: Provider
    kinds: list
    is_own: bool
    sent: list
    quoted: Words | None


def known_thread(thread_id, provider):
    """The thread, for whom there is one; for everybody else there is nothing (404).

    Asked of the messages of this thread: `known_to` goes through everything that the provider has.
    """
    thread = Thread.objects.filter(pk=thread_id).prefetch_related("about").first()
    if thread is None or not messages_in(thread, provider).exists():
        raise Http404
    return thread


def named(thread):
    """The clients of the thread, in words."""
    return about(subjects_of(thread), people_with(subjects_of(thread)))


def subjects_of(thread):
    return [one.client_id for one in thread.about.all()]


def messages_in(thread, provider):
    """The messages that this provider wrote or may open now, newest first, without their words."""
    return _newest(Item.objects.filter(thread=thread), provider).defer("body")


def kinds_of(thread, provider):
    """The kinds that the thread began with, as far as this provider may know of it."""
    first = messages_in(thread, provider).reverse().first()
    return first.categories if first else []


def known_threads(provider):
    """The threads that the provider knows of, the one with the newest message first."""
    last = _newest(Item.objects.filter(thread=OuterRef("pk")), provider)
    threads = Thread.objects.known_to(provider).prefetch_related("about")
    return threads.annotate(
        newest_at=Subquery(last.values("created_at")[:1]),
        newest=Subquery(last.values("pk")[:1]),
        first=Subquery(last.reverse().values("pk")[:1]),
    ).order_by(F("newest_at").desc(nulls_last=True), "pk")


def unanswered(provider):
    """Those in which somebody else wrote last, as far as the provider may know of it now."""
    last = _newest(Item.objects.filter(thread=OuterRef("pk")), provider)
    newest_by = Subquery(last.values("author")[:1])
    return known_threads(provider).annotate(newest_by=newest_by).exclude(newest_by=provider.pk)


def rows_of(threads, provider, user):
    """What the list tells of these threads."""
    threads = list(threads)
    items = Item.objects.filter(pk__in=[key for one in threads for key in (one.newest, one.first)])
    items = items.select_related("author").defer("body").in_bulk()
    people = people_with({client for one in threads for client in subjects_of(one)})
    unread = _unread_in(threads, provider, user)
    known = kind_labels()
    return [
        Row(
            one,
            about(subjects_of(one), people),
            labels(items[one.first].categories, known),
            items[one.newest].author.name,
            one.newest_at,
            unread.get(one.pk, 0),
        )
        for one in threads
        if {one.first, one.newest} <= items.keys()
    ]


def unread(provider, user):
    """How many messages the provider may open and has not opened; one more than MOST_COUNTED
    stands for any more."""
    new = unopened(provider, user).filter(kind=MESSAGE).order_by().values_list("pk", flat=True)
    return len(new[: MOST_COUNTED + 1])


def quotable(thread, provider, item_id):
    """The message of the thread that shall be quoted, without its words, or None."""
    with suppress(ValueError):
        found = messages_in(thread, provider).filter(pk=UUID(item_id))
        return found.select_related("author").first()
    return None


def state_of(items, provider):
    """A word that changes whenever the page of these messages does: with a message that comes,
    also one that was held before, with one that closes, with a quote that does either, and with
    where the reader's own went."""
    items = list(items)
    return _state(items, _quotes(items, provider), _sent(items, provider))


def shown(items, provider, *, by, session_key):
    """What the page tells of these messages, oldest first; each is disclosed to its reader here."""
    items = list(items)
    quotes = _quotes(items, provider)
    read = {one.pk: one for one in (*items, *quotes.values())}.values()
    told = _told(read, provider, by=by, session_key=session_key)
    own = Item.objects.written_by(provider).in_bulk(_own(read, provider))
    words = {key: Words(item, provider) for key, item in own.items()}
    words |= {one.item.pk: Words(one.item, one.share.author) for one in told}
    items = [one for one in items if one.pk in words]
    quotes = {key: one for key, one in quotes.items() if one.pk in words}
    sent, known = _sent(items, provider), kind_labels()
    allowed_by = _allowed_by(told, provider)
    return {
        "messages_shown": [
            Message(
                words[one.pk].item,
                words[one.pk].author,
                labels(one.categories, known),
                one.pk in own,
                [line for line in sent if line.share.item_id == one.pk],
                words[quotes[one.pk].pk] if one.pk in quotes else None,
            )
            for one in reversed(items)
        ],
        "state": _state(items, quotes, sent),
        "notices": notices({duty for one in told for duty in one.obligations}, allowed_by),
        "allowed_by": allowed_by,
    }


def _own(items, provider):
    return [one.pk for one in items if one.author_id == provider.pk]


def _sent(items, provider):
    shares = Share.objects.written_by(provider).filter(item__in=_own(items, provider))
    return sent_lines(shares, provider)


def _quotes(items, provider):
    """What these messages quote and the provider may read now, without the words, by message."""
    quotes = Quote.objects.readable_by(provider).filter(item__in=[one.pk for one in items])
    return {
        one.item_id: one.quoted for one in quotes.select_related("quoted").defer("quoted__body")
    }


def _state(items, quotes, sent):
    shown = [str(one.pk) for one in items]
    quoted = [(str(one.pk), str(quotes[one.pk].pk)) for one in items if one.pk in quotes]
    stands = sorted((str(line.share.pk), line.state, str(line.state_text)) for line in sent)
    return hashlib.sha256(repr((shown, quoted, stands)).encode()).hexdigest()[:32]


def _told(items, provider, *, by, session_key):
    open_now = Share.objects.visible_to(provider).filter(item__in=[one.pk for one in items])
    share_ids = list(open_now.values_list("pk", flat=True))
    return disclose_each(share_ids=share_ids, provider=provider, by=by, session_key=session_key)


def _allowed_by(told, provider):
    relied_on = {release for one in told for release in one.releases_relied_on}
    return lines_of(Release.objects.filter(pk__in=relied_on), provider) if relied_on else []


def _newest(items, provider):
    opened = Share.objects.visible_to(provider).filter(item=OuterRef("pk"))
    return items.filter(Q(author=provider) | Exists(opened), kind=MESSAGE).order_by(
        "-created_at", "-id"
    )


def _unread_in(threads, provider, user):
    found = unopened(provider, user).filter(item__thread__in=[one.pk for one in threads])
    counted = found.order_by().values("item__thread").annotate(n=Count("pk"))
    return {one["item__thread"]: one["n"] for one in counted}
