"""Goals: putting one before a client, and what the client answers."""

from django.db import transaction

from clients.models import Client
from coordination.actions.writing import share_item, write_item
from coordination.models import Goal, Item, ItemAnswer
from ledger.actions import record
from ledger.models import Verb
from providers.locks import lock_exclusive, lock_shared


@transaction.atomic
def set_goal(*, author, client, by, kind=Item.Kind.GOAL, **content):
    """The wording of a goal, or an agreed word: an item like a note, which the client reads and
    answers from now on."""
    facts = {"kind": kind, "goal": Goal.objects.create(client=client)}
    return write_item(author=author, subjects=[client], by=by, **facts, **content)


@transaction.atomic
def write_check_in(*, goal, author, by, to=(), **content):
    """How the goal is going, an item of its own, shared with those in `to`; row security says who
    may write it."""
    lock_exclusive([goal.client_id, *(one.pk for one in to)])
    # Only the id: whoever was told of the goal need not be allowed to read more of the client.
    about = {"subjects": [Client(pk=goal.client_id)], "kind": Item.Kind.CHECK_IN, "goal": goal}
    item = write_item(author=author, by=by, **about, **content)
    share_item(item=item, recipients=to, by=by)
    return item


@transaction.atomic
def answer_item(*, item, client, by, said, words="", progress=None):
    """Whether it was said to these words; not where they were changed after `item` was read."""
    lock_shared([item.pk])
    if not Item.objects.filter(pk=item.pk, revised_at=item.revised_at).exists():
        return False
    whose = {"item": item, "client": client, "writer": by, "text_of": item.says_since}
    ItemAnswer(**whose, said=said, words=words, progress=progress).save(force_insert=True)
    acting_for = None if client.user_id == by.pk else client.pk
    facts = {"client": client, "subject": item, "acting_for": acting_for}
    record(Verb.ITEM_ANSWERED, by=by, detail={"said": said}, **facts)
    return True
