"""A client's goals, as a provider who treats the client sees them."""

from dataclasses import dataclass

from coordination.agreed_words import taken_apart
from coordination.models import Item, ItemAnswer, Share
from coordination.presenters.staff import received_lines

GOAL = Item.Kind.GOAL
TERM = Item.Kind.TERM
MOST = 50
Said = ItemAnswer.Said


@dataclass(frozen=True)
class Answered:
    """What was said last to a goal's words as they are, and by whom."""

    answer: ItemAnswer | None

    @property
    def is_agreed(self):
        return self.answer is not None and self.answer.said == Said.AGREES

    @property
    def by_client(self):
        return self.answer.writer_id == self.answer.client.user_id


@dataclass(frozen=True)
class OwnGoal:
    """A goal that the reader wrote down, with its words."""

    item: Item
    answered: Answered

    @property
    def word(self):
        """Of an agreed word, the word."""
        return taken_apart(self.item.body)[0]


def own_goals(client, provider, kind=GOAL):
    """The goals that the provider put before this client, the newest first; or agreed words."""
    items = Item.objects.written_by(provider).filter(kind=kind, goal__client=client)
    return items.order_by("-created_at", "-id")


def own_lines(items):
    """These goals with what the client said to them."""
    items = list(items)
    said = last_said(items)
    return [OwnGoal(one, Answered(said.get(one.pk))) for one in items]


def goals_of_others(client, provider, kind=GOAL):
    """What others wrote down with the client and the provider may open; without the words."""
    shares = Share.objects.visible_to(provider).about(client).filter(kind=kind)
    return received_lines(shares[:MOST])


def answered(item):
    """What the client said to the words of this one; None where it is no goal."""
    return Answered(last_said([item]).get(item.pk)) if item.goal_id else None


def last_said(items):
    """The newest answer to each of these items as it is now, by id."""
    answers = ItemAnswer.objects.filter(item__in=[one.pk for one in items])
    found = {}
    for answer in answers.on_the_words().select_related("client"):
        found.setdefault(answer.item_id, answer)
    return found
