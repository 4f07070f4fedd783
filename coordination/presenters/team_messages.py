"""What clients write to those who treat them, as the writer and as each of these has it."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404

from clients.names import isolated, names_of
from coordination.models import TeamCopy, TeamMessage
from coordination.models.team_messages import CareTeam
from coordination.presenters.staff import about, people_with
from providers.finding import with_workplaces, workplaces_of
from providers.models import Provider

NEWS = Q(copies__answered_at__isnull=False, copies__answer_read_at=None)
NEWEST = 5


def care_team(client):
    """To whom one may write now, each with what to call them."""
    found = with_workplaces(Provider.objects.filter(pk__in=CareTeam(client))).order_by("name", "pk")
    return [(one, _described(one)) for one in found]


def _described(provider):
    known = [isolated(provider.name), provider.get_profession_display(), workplaces_of(provider)]
    return ", ".join(filter(None, map(str, known)))


def written_by(user, client):
    """What this person wrote for the client, newest first, with how many answers are news."""
    mine = TeamMessage.objects.filter(written_by=user, client=client)
    counted = mine.annotate(news=Count("copies", filter=NEWS)).order_by("-written_at", "-id")
    return counted.prefetch_related("copies__provider")


def written_or_404(message_id, user, client):
    """One of these, for anybody else nothing (404)."""
    return get_object_or_404(written_by(user, client), pk=message_id)


def answers_unread(user, client):
    """How many answers are news."""
    return TeamCopy.objects.with_news(user, client).count()


@dataclass(frozen=True)
class FromClient:
    """A message as the one has it to whom it is addressed."""

    copy: TeamCopy
    about: str
    """The client."""


def received(provider, client_id=None):
    """What clients wrote to the provider, newest first, without the words."""
    mine = TeamCopy.objects.addressed_to(provider).select_related("message")
    mine = mine.defer("message__words", "answer").order_by("-message__written_at", "-id")
    return mine.filter(message__client=client_id) if client_id else mine


def received_lines(copies):
    copies = list(copies)
    people = people_with({one.message.client_id for one in copies}) if copies else {}
    return [FromClient(one, about([one.message.client_id], people)) for one in copies]


def newest(provider, client):
    """What this client wrote to the provider last."""
    return received_lines(received(provider, client.pk)[:NEWEST])


def own_copy(copy_id, provider):
    """A message to the provider, for anybody else nothing (404)."""
    mine = TeamCopy.objects.addressed_to(provider).select_related("message")
    return get_object_or_404(mine, pk=copy_id)


def writer_of(message, client, viewer):
    """Who wrote it: the client, or who acts for them."""
    return names_of({message.written_by_id}, client=client, viewer=viewer)[message.written_by_id]
