"""Showing items to a recipient: the one way in which a body reaches somebody."""

import hashlib
from dataclasses import dataclass
from functools import partial

from django.contrib.postgres.fields import ArrayField
from django.db import connection, transaction
from django.db.models import BooleanField, F, Func, Max, TextField

from accounts.refusals import Blocked
from coordination.models import Amendment, Item, Share
from ledger.actions import record_several
from ledger.models import Entry, Verb
from providers.locks import lock_shared


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
    disagreements: list
    """What clients state against the item: it goes along with it (45 CFR 164.526(d)(5))."""

    @property
    def changed_at(self):
        """Since when there is something else to read than before; None where that never was."""
        moments = [self.item.revised_at, *(one.disagreed_at for one in self.disagreements)]
        return max(filter(None, moments), default=None)


def disclose(*, share_id, provider, by, session_key=""):
    """One share, as `disclose_each` shows it. Raises Blocked, a 404, where that shows none."""
    shown = disclose_each(share_ids=[share_id], provider=provider, by=by, session_key=session_key)
    if not shown:
        raise _blocked(share_id)
    return shown[0]


@transaction.atomic
def disclose_each(*, share_ids, provider, by, session_key=""):
    """Those of these shares that are open, with their bodies; however many, as many statements.

    1. Find whom they are about; a closed share is not found.
    2. Take their locks, shared: from here to the commit nobody can revoke, restrict, suspend.
    3. Decide by the running clock and read in one statement.
    4. Write the ledger: a line per client, item, recipient and login session.
    The caller renders inside the same transaction, so the lock is held until the page is made.
    """
    found = Share.objects.visible_to(provider).filter(pk__in=share_ids)
    subjects = dict(found.values_list("pk", "subjects"))
    if not subjects:
        return []
    lock_shared([provider.pk, *{client for about in subjects.values() for client in about}])
    open_now = Share.objects.filter(OpenThisMoment(), pk__in=subjects, recipient=provider)
    duties = Func(
        "categories", function="release_obligations", output_field=ArrayField(TextField())
    )
    shares = open_now.annotate(duties=duties)
    shares = shares.select_related("item", "author", "item__organization")
    # Of the same people: if the note was said to be about another as well while we waited, nobody
    # holds that person's lock for us.
    shares = [one for one in shares if one.subjects == subjects[one.pk]]
    relied_on, against = _releases_relied_on(shares), _disagreements(shares)
    shown = [
        Disclosure(
            one,
            one.item,
            frozenset(one.duties),
            relied_on.get(one.pk, []),
            [stated for stated in against if stated.item_id == one.item_id],
        )
        for one in shares
    ]
    _write_down(shown, by, session_key)
    return shown


def _blocked(share_id):
    return Blocked(
        subject=("coordination.share", share_id), note=partial(_note_blocked_attempt, share_id)
    )


def _note_blocked_attempt(share_id):
    """Tells the clients concerned, and not the asker, whether there is such a share."""
    with connection.cursor() as cursor:
        cursor.execute("select note_blocked_attempt(%s)", [share_id])


def _write_down(shown, by, session_key):
    session = hashlib.sha256(session_key.encode()).hexdigest()[:16] if session_key else ""
    seen = _seen_in(session, shown, by) if session else set()
    record_several(
        Verb.ITEM_DISCLOSED,
        by=by,
        deeds=[
            {
                "clients": one.share.subjects,
                "subject": one.share,
                "releases": one.releases_relied_on,
                "detail": {"session": session, "item": str(one.item.pk)},
            }
            for one in shown
            if str(one.share.pk) not in seen
        ],
    )


def _seen_in(session, shown, by):
    """The ids of those that this session was shown before."""
    lines = Entry.objects.filter(actor=by.pk, verb=Verb.ITEM_DISCLOSED, detail__session=session)
    ids = [str(one.share.pk) for one in shown]
    told = dict(
        lines.filter(subject_id__in=ids)
        .order_by()
        .values("subject_id")
        .annotate(last=Max("at"))
        .values_list("subject_id", "last")
    )
    # What was revised or disagreed with since is another text than the one that was told of.
    return {
        str(one.share.pk)
        for one in shown
        if (last := told.get(str(one.share.pk))) and not (one.changed_at and last < one.changed_at)
    }


def _disagreements(shares):
    """Of these items, which are open now; a message has none."""
    items = [one.item_id for one in shares if one.kind != Item.Kind.MESSAGE]
    found = Amendment.objects.disagreeing().filter(item__in=items)
    return list(found) if items else []


def _releases_relied_on(shares):
    with connection.cursor() as cursor:
        ids = [str(one.pk) for one in shares]
        cursor.execute("select * from releases_relied_on(%s::uuid[])", [ids])
        return dict(cursor.fetchall())
