"""Writing messages: items in a thread, each addressed to the providers whom its author chose."""

from django.db import transaction
from django.http import Http404

from clients.models import Client
from coordination.actions.writing import share_item, write_item
from coordination.in_threads import may_write
from coordination.models import Item, Thread, ThreadSubject
from providers.locks import lock_exclusive


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
def write_message(*, thread, author, recipients, by, key, **content):
    """The message, about everybody whom its thread is about; row security says who may write it.

    `key` is the id that it will have, so that the same form sent twice is one message.
    """
    # Only their ids: who answers need not be allowed to read more of them.
    subjects = [Client(pk=one) for one in thread.about.values_list("client_id", flat=True)]
    _lock(subjects, recipients)
    if sent := _sent_already(key, author):
        return sent
    if not may_write(thread):
        raise Http404  # closed while we waited
    return _write(thread, subjects, author, recipients, by, pk=key, **content)


def _write(thread, subjects, author, recipients, by, **content):
    item = write_item(
        author=author, subjects=subjects, by=by, kind=Item.Kind.MESSAGE, thread=thread, **content
    )
    share_item(item=item, recipients=recipients, by=by)
    return item


def _lock(subjects, recipients):
    """Everybody's lock in one go: to write takes the clients' exclusively, and to share comes
    after it."""
    lock_exclusive([one.pk for one in (*subjects, *recipients)])


def _sent_already(key, author):
    return Item.objects.written_by(author).filter(pk=key).first()
