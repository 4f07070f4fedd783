"""Writing an item, addressing it to somebody, taking it back."""

from django.db import IntegrityError, transaction

from coordination.models import Item, ItemSubject, Share
from ledger.actions import record_each
from ledger.clock import ClockTimestamp
from ledger.models import Verb
from ledger.outbox import enqueue
from providers.locks import lock_exclusive, lock_shared
from releases.models import Purpose


@transaction.atomic
def write_item(*, author, subjects, by, **content):
    """The item, with everybody whom it is about. `content` has kind, categories, body and so on."""
    item = Item(author=author, **content)
    item.save(force_insert=True)
    # In the order of the ids: each takes the client's lock, and two notes about the same two people
    # would else wait for each other.
    ItemSubject.objects.bulk_create(
        ItemSubject(item=item, client=one) for one in sorted(subjects, key=_id)
    )
    record_each(Verb.ITEM_WRITTEN, by=by, clients=subjects, subject=item)
    return item


@transaction.atomic
def share_item(*, item, recipients, by, purpose=Purpose.CARE_COORDINATION):
    """The shares, one per recipient, open or held as the consent is; a repeated one is left out.

    All locks come first: whoever takes them one recipient at a time, with lines of the ledger in
    between, may wait for somebody who waits for them.
    """
    lock_shared([item.pk])
    clients = list(item.about.values_list("client_id", flat=True))
    lock_shared([*clients, *map(_id, recipients)])
    shares = [
        Share(item=item, recipient=one, purpose=purpose) for one in sorted(recipients, key=_id)
    ]
    shares = [one for one in shares if _is_first(one)]
    for share in shares:
        record_each(Verb.ITEM_SHARED, by=by, clients=clients, subject=share)
        if share.recipient.user_id:
            enqueue("share_arrived", subject_id=share.pk, recipient=share.recipient.user_id)
    return shares


def _is_first(share):
    """Whether it was saved: not beside one that is there, or that came at the same moment."""
    try:
        with transaction.atomic():
            share.save(force_insert=True)
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name != "share_once_per_recipient":
            raise
        return False
    return True


@transaction.atomic
def withdraw(*, share, by):
    """Whether this took it back; taking it back twice does it once."""
    lock_exclusive([*share.subjects, share.recipient_id])
    current = Share.objects.filter(pk=share.pk, withdrawn_at=None)
    if not current.update(withdrawn_at=ClockTimestamp()):
        return False
    record_each(Verb.SHARE_WITHDRAWN, by=by, clients=share.subjects, subject=share)
    return True


def _id(row):
    return row.pk
