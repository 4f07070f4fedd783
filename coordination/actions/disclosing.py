"""Showing an item to a recipient: the one way in which a body reaches somebody."""

import hashlib
from dataclasses import dataclass
from functools import partial

from django.db import connection, transaction
from django.db.models import BooleanField, F, Func

from accounts.refusals import Blocked
from coordination.models import Item, Share
from ledger.actions import record_each
from ledger.models import Entry, Verb
from providers.locks import lock_shared
from releases.gate import obligations


class OpenThisMoment(Func):
    """True while the consent holds, by the clock that runs on under the lock."""

    template = "(%(expressions)s @> clock_timestamp())"
    output_field = BooleanField()

    def __init__(self):
        super().__init__(F("consent"))


@dataclass(frozen=True)
class Disclosure:
    """An item as one recipient may see it at this moment, and what they must be told with it."""

    share: Share
    item: Item
    obligations: frozenset
    releases_relied_on: list


@transaction.atomic
def disclose(*, share_id, provider, by, session_key=""):
    """The one way in which a body reaches a recipient. Raises Blocked, a 404.

    1. Find whom it is about; a closed share is not found.
    2. Take their locks, shared: from here to the commit nobody can revoke, restrict, suspend.
    3. Decide by the running clock and read in one statement.
    4. Write the ledger: a line per client, item, recipient and login session.
    The caller renders inside the same transaction, so the lock is held until the page is made.
    """
    found = Share.objects.visible_to(provider).filter(pk=share_id).first()
    if found is None:
        raise _blocked(share_id)
    lock_shared([*found.subjects, provider.pk])
    # Of the same people: if the note was said to be about another as well while we waited, nobody
    # holds that person's lock for us.
    same = {"pk": share_id, "recipient": provider, "subjects": found.subjects}
    open_now = Share.objects.filter(OpenThisMoment(), **same)
    share = open_now.select_related("item", "author", "item__organization").first()
    if share is None:
        raise _blocked(share_id)
    relied_on = _releases_relied_on(share)
    _write_down(share, by, session_key, relied_on)
    return Disclosure(share, share.item, frozenset(obligations(share.categories)), relied_on)


def _blocked(share_id):
    return Blocked(
        subject=("coordination.share", share_id), note=partial(_note_blocked_attempt, share_id)
    )


def _note_blocked_attempt(share_id):
    """Tells the clients concerned, and not the asker, whether there is such a share."""
    with connection.cursor() as cursor:
        cursor.execute("select note_blocked_attempt(%s)", [share_id])


def _write_down(share, by, session_key, relied_on):
    session = hashlib.sha256(session_key.encode()).hexdigest()[:16] if session_key else ""
    line = {"actor": by.pk, "verb": Verb.ITEM_DISCLOSED, "subject_id": str(share.pk)}
    told = Entry.objects.filter(**line, detail__session=session)
    if share.item.revised_at:  # another text than the one that was told of before
        told = told.filter(at__gte=share.item.revised_at)
    if session and told.exists():
        return
    record_each(
        Verb.ITEM_DISCLOSED,
        by=by,
        clients=share.subjects,
        subject=share,
        releases=relied_on,
        detail={"session": session, "item": str(share.item_id)},
    )


def _releases_relied_on(share):
    with connection.cursor() as cursor:
        cursor.execute("select releases_relied_on(%s)", [share.pk])
        return cursor.fetchone()[0]
