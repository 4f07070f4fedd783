"""Threads as their members see them: the list, and the messages of one, each what is theirs."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.http import Http404

from coordination.actions import disclose_each
from coordination.models import Item, Share, Thread
from coordination.presenters.staff import about, people_with, sent_lines
from coordination.presenters.today import unopened
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
class Message:
    """One message with its words; of the reader's own also where it went."""

    item: Item
    author: Provider
    kinds: list
    is_own: bool
    sent: list


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


def state_of(items, provider):
    """A word that changes whenever the page of these messages does: with a message that comes,
    also one that was held before, with one that closes, and with where the reader's own went."""
    items = list(items)
    return _state(items, _sent(items, provider))


def shown(items, provider, *, by, session_key):
    """What the page tells of these messages, oldest first; each is disclosed to its reader here."""
    items = list(items)
    told = _told(items, provider, by=by, session_key=session_key)
    bodies = Item.objects.written_by(provider).in_bulk(_own(items, provider))
    sent, known = _sent(items, provider), kind_labels()
    words = bodies | {one.item.pk: one.item for one in told}
    items = [one for one in items if one.pk in words]
    authors = {one.item.pk: one.share.author for one in told}
    allowed_by = _allowed_by(told, provider)
    return {
        "messages_shown": [
            Message(
                words[one.pk],
                authors.get(one.pk, provider),
                labels(one.categories, known),
                one.pk in bodies,
                [line for line in sent if line.share.item_id == one.pk],
            )
            for one in reversed(items)
        ],
        "state": _state(items, sent),
        "notices": notices({duty for one in told for duty in one.obligations}, allowed_by),
        "allowed_by": allowed_by,
    }


def _own(items, provider):
    return [one.pk for one in items if one.author_id == provider.pk]


def _sent(items, provider):
    shares = Share.objects.written_by(provider).filter(item__in=_own(items, provider))
    return sent_lines(shares, provider)


def _state(items, sent):
    shown = [str(one.pk) for one in items]
    stands = sorted((str(line.share.pk), line.state, str(line.state_text)) for line in sent)
    return hashlib.sha256(repr((shown, stands)).encode()).hexdigest()[:32]


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
