"""Goals, and what is said to them."""

from django.db import transaction

from coordination import agreed_words
from coordination.models import Goal, ItemAnswer
from coordination.progress import composed
from tests import factories as make


@transaction.atomic
def a_goal(author, client, *, categories=("goals",), body="I sleep four nights a week.", **fields):
    """The wording of a goal that was put before this client."""
    fields = {"kind": "goal", "goal": Goal.objects.create(client=client)} | fields
    return make.item(author, client, categories=categories, body=body, **fields)


def a_word(author, client, word="the fog", meaning="Days after a bad night.", **fields):
    """A word of this client's that was put before them, with its meaning."""
    text = agreed_words.composed(word, meaning)
    return a_goal(author, client, kind="term", body=text, **fields)


@transaction.atomic
def a_check_in(wording, author, number=6, words="It goes.", *, to=(), **fields):
    """How this goal is going, as a provider says it, addressed to each."""
    fields = {"kind": "check_in", "goal": wording.goal, "categories": wording.categories} | fields
    made = make.item(author, wording.goal.client, body=composed(number, words), **fields)
    for recipient in to:
        make.share(made, recipient)
    return made


def an_answer(item, writer, *, said="agrees", words="", **fields):
    """What somebody on the client's side said to an item as it is now."""
    item.refresh_from_db()
    client = item.subjects.get()
    fields = {"client": client, "text_of": item.says_since} | fields
    made = ItemAnswer(item=item, writer=writer, said=said, words=words, **fields)
    made.save(force_insert=True)
    return made
