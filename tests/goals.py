"""Goals, and what is said to them."""

from django.db import transaction

from coordination.models import Goal, ItemAnswer
from tests import factories as make


@transaction.atomic
def a_goal(author, client, *, categories=("goals",), body="I sleep four nights a week.", **fields):
    """The wording of a goal that was put before this client."""
    fields = {"kind": "goal", "goal": Goal.objects.create(client=client)} | fields
    return make.item(author, client, categories=categories, body=body, **fields)


def an_answer(item, writer, *, said="agrees", words="", **fields):
    """What somebody on the client's side said to an item as it is now."""
    item.refresh_from_db()
    client = item.subjects.get()
    fields = {"client": client, "text_of": item.says_since} | fields
    made = ItemAnswer(item=item, writer=writer, said=said, words=words, **fields)
    made.save(force_insert=True)
    return made
