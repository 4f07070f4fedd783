"""Writing messages: items in a thread, each addressed to the providers whom its author chose."""

from django.db import transaction
from django.db.models import Q
from django.http import Http404

from clients.models import Client
from coordination.actions.writing import share_item, write_item
from coordination.in_threads import may_write
from coordination.models import Item, Quote, Share, Thread, ThreadSubject
from providers.locks import lock_exclusive


class QuoteGoneError(LookupError):
    """What was to be quoted is not the author's to read any more."""


@transaction.atomic
def start_thread(*, author, subjects, recipients, by, key, **content):
    """The first message of a new thread about these clients; a second press finds the first's."""
    _lock(subjects, recipients)
    if sent := _sent_already(key, author):
        return sent
    thread = Thread.objects.create()
    ThreadSubject.objects.bulk_create(ThreadSubject(thread=thread, client=one) for one in subjects)
    return _write(thread, subjects, author, recipients, by, pk=key, **content)


@transaction.atomic
def write_message(*, thread, author, recipients, by, key, quote=None, **content):
    """The message, about everybody whom its thread is about; row security says who may write it.

    `key` is the id that it will have, so that the same form sent twice is one message. `quote` is
    the id of a message of the thread: its kinds are added, and not one of its words.
    """
    # Only their ids: who answers need not be allowed to read more of them.
    subjects = [Client(pk=one) for one in thread.about.values_list("client_id", flat=True)]
    _lock(subjects, recipients)
    if sent := _sent_already(key, author):
        return sent
    if not may_write(thread):
        raise Http404  # closed while we waited
    # Only now, under the lock, under which it neither closes nor changes.
    quoted = _quoted(thread, author, quote) if quote else None
    return _write(thread, subjects, author, recipients, by, quoted, pk=key, **content)


def _quoted(thread, author, quote):
    """The message that may be quoted, without its words."""
    open_now = Share.objects.visible_to(author).filter(item=quote)
    readable = Q(author=author) | Q(pk__in=open_now.values("item"))
    found = Item.objects.filter(readable, thread=thread, pk=quote).only("categories").first()
    if found is None:
        raise QuoteGoneError
    return found


def _write(thread, subjects, author, recipients, by, quoted=None, *, categories, **content):
    brought = quoted.categories if quoted else ()
    item = write_item(
        author=author,
        subjects=subjects,
        by=by,
        kind=Item.Kind.MESSAGE,
        thread=thread,
        categories=[*categories, *(one for one in brought if one not in categories)],
        **content,
    )
    if quoted:
        Quote(item=item, quoted=quoted).save(force_insert=True)
    share_item(item=item, recipients=recipients, by=by)
    return item


def _lock(subjects, recipients):
    """Everybody's lock in one go: to write takes the clients' exclusively, and to share comes
    after it."""
    lock_exclusive([one.pk for one in (*subjects, *recipients)])


def _sent_already(key, author):
    return Item.objects.written_by(author).filter(pk=key).first()
