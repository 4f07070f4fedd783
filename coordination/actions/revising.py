"""Changing what an item says."""

from django.db import transaction

from coordination.models import Item
from ledger.actions import record_each
from ledger.models import Verb
from providers.locks import lock_exclusive


@transaction.atomic
def revise_item(*, item, by, **content):
    """Whether it says this now; not where it was changed after `item` was read.

    The locks of everybody concerned come first: who is being shown the old text is shown all of
    it, with its own categories, and whoever comes later all of the new one. The database keeps
    the old text and computes the consent of each share again.
    """
    lock_exclusive([item.pk])
    clients = list(item.about.values_list("client_id", flat=True))
    lock_exclusive(clients)
    as_it_was_read = Item.objects.filter(pk=item.pk, revised_at=item.revised_at)
    if not as_it_was_read.update(**content):
        return False
    record_each(Verb.ITEM_REVISED, by=by, clients=clients, subject=item)
    return True
