"""A client's goals, as the client reads them."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.translation import gettext as _

from clients.names import isolated, names_of
from coordination.agreed_words import taken_apart
from coordination.models import Item, ItemAnswer
from coordination.presenters.goals import GOAL, MOST, TERM, Said, last_said
from coordination.presenters.notes_about_me import described, told_about
from ledger.clock import StatementTimestamp
from releases.presenters import day


@dataclass(frozen=True)
class MyGoal:
    """One goal in its words, by whom it was written down, and what was said to it."""

    item: Item
    answer: ItemAnswer | None
    who: str
    is_read: bool
    """Whether its author treats the client now, and so would read an answer."""

    @property
    def is_goal(self):
        return self.item.kind == GOAL

    @property
    def word(self):
        """Of an agreed word, the word."""
        return taken_apart(self.item.body)[0]

    @property
    def author(self):
        return isolated(self.item.author.name)

    @property
    def text_of(self):
        """Which of its texts this is, as the form carries it."""
        return self.item.says_since.isoformat()

    @property
    def is_agreed(self):
        return self.answer is not None and self.answer.said == Said.AGREES

    @property
    def state(self):
        if self.answer is None:
            return _("Waits for your answer") if self.is_read else _("Not answered")
        words = {"who": self.who, "day": day(self.answer.said_at)}
        if self.is_agreed:
            return _("%(who)s agreed to it on %(day)s") % words
        return _("%(who)s asked for other words on %(day)s") % words


def goals_of(client, *kinds):
    """The wordings of this client's goals, or of other such kinds, the newest first; row security
    says whose."""
    items = Item.objects.filter(kind__in=kinds or [GOAL], goal__client=client)
    return items.select_related("author").order_by("-created_at", "-id")


def waiting_for(client):
    """Those to whose words, as they are now, nobody has said anything."""
    answers = ItemAnswer.objects.filter(item=OuterRef("pk")).on_the_words()
    return goals_of(client, GOAL, TERM).filter(~Exists(answers), author__in=treating(client))


def treating(client):
    """The ids of those who treat the client now."""
    now = client.treatments.filter(during__contains=StatementTimestamp())
    return now.values_list("provider_id", flat=True)


def lines_of(items, *, client, viewer):
    """These goals, for whoever acts for the client."""
    items = list(items)
    said = last_said(items)
    writers = [one.writer_id for one in said.values()]
    names = names_of(writers, client=client, viewer=viewer) | {None: ""}
    readers = set(treating(client))
    return [
        MyGoal(one, answer, names[answer and answer.writer_id], one.author_id in readers)
        for one in items
        for answer in [said.get(one.pk)]
    ]


def words_of(client, *, viewer):
    """The client's newest agreed words."""
    return lines_of(goals_of(client, TERM)[:MOST], client=client, viewer=viewer)


def goal_or_404(client, goal_id, viewer, *, is_read=False):
    """One goal of the client, or agreed word; for anybody else there is nothing (404). If need be
    only a goal whose author would read an answer."""
    found = goals_of(client, GOAL, TERM).filter(goal=goal_id)
    found = lines_of(found, client=client, viewer=viewer)
    if not found or (is_read and not (found[0].is_read and found[0].is_goal)):
        raise Http404
    return found[0]


def shares_of(mine, client):
    """To whom the goal was addressed, and whether they can open it now."""
    return described(told_about(client).filter(item=mine.item))
