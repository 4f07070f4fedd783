"""How a goal is going, as the client reads it."""

from django.http import Http404

from clients.names import isolated, names_of
from coordination.models import Item, ItemAnswer
from coordination.presenters.check_ins import CHECK_IN, MOST
from coordination.presenters.goals import Said
from coordination.presenters.my_goals import treating
from coordination.presenters.steps import in_order, step_of_answer, step_of_item


def how_it_goes(mine, *, client, viewer):
    """The check-ins on this goal that the reader may read, by providers and by themselves."""
    items = list(check_ins_of(client).filter(goal=mine.item.goal_id)[:MOST])
    said = ItemAnswer.objects.filter(item=mine.item, said=Said.CHECK_IN)
    said = list(said.order_by("-said_at", "-id")[:MOST])
    replies = list(
        ItemAnswer.objects.filter(item__in=items, said=Said.REPLY).order_by("said_at", "id")
    )
    names = names_of([one.writer_id for one in said], client=client, viewer=viewer)
    readers = set(treating(client))
    by_providers = [
        step_of_item(
            one,
            isolated(one.author.name),
            is_read=one.author_id in readers,
            replies=[reply for reply in replies if reply.item_id == one.pk],
        )
        for one in items
    ]
    return in_order([*by_providers, *(step_of_answer(one, names[one.writer_id]) for one in said)])


def check_ins_of(client):
    """What providers wrote about how the client's goals are going; row security says what of it."""
    items = Item.objects.filter(kind=CHECK_IN, goal__client=client)
    return items.select_related("author")


def check_in_or_404(client, item_id):
    """One of them whose author would read a reply; for anybody else there is nothing (404)."""
    found = check_ins_of(client).filter(pk=item_id, author__in=treating(client)).first()
    if found is None:
        raise Http404
    return step_of_item(found, isolated(found.author.name))
