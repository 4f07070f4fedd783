"""One client, as a provider who knows them sees them."""

from collections import Counter
from dataclasses import dataclass

from clients.models import Client
from coordination.models import Item, Share
from coordination.presenters.staff import note_lines, received_lines
from ledger.clock import StatementTimestamp
from releases.acquaintance import treats
from releases.consent_map import State
from releases.involved import readable_by
from releases.models import Party, Release
from releases.presenters import lines_on

NOTES = 20
RECEIVED = 10


@dataclass(frozen=True)
class ClientPage:
    """What the page shows; an empty list is a section that is not there."""

    client: Client
    is_treated: bool
    releases: list
    may_see: list
    received: list
    has_more_received: bool


def client_page(client, provider):
    lines = lines_on(readable_by(provider).of(client))
    shared = Share.objects.visible_to(provider).about(client)[: RECEIVED + 1]
    received = received_lines(shared)
    return ClientPage(
        client,
        treats(provider, client),
        releases=lines,
        may_see=heard_by(provider, lines),
        received=received[:RECEIVED],
        has_more_received=len(received) > RECEIVED,
    )


def heard_by(provider, lines):
    """The open releases in which somebody else tells the provider something."""
    at_work = provider.memberships.filter(during__contains=StatementTimestamp())
    mine = {provider.pk, *at_work.values_list("organization", flat=True)}
    return [
        line
        for line in lines
        if line.state in (State.OPEN, State.ENDING)
        and any(_hears(party, line, mine) for party in line.release.parties.all())
    ]


def _hears(party, line, mine):
    named = party.provider_id or party.organization_id
    return named in mine and (line.goes_both_ways or party.side == Party.Side.RECIPIENT)


def notes_about(client, provider):
    """The provider's own notes about the client, to be shown page by page."""
    return Item.objects.written_by(provider).filter(about__client=client).defer("body")


def notes_shown(items, provider):
    return note_lines(items, Share.objects.written_by(provider), provider)


@dataclass(frozen=True)
class Row:
    """One client in a provider's list."""

    client: Client
    is_treated: bool
    open_count: int
    waiting_count: int


def rows(clients, provider):
    """The clients of one page of the list, with what is known of their releases."""
    ids = [one.pk for one in clients]
    treated = set(
        Client.objects.treated_by(provider).filter(pk__in=ids).values_list("pk", flat=True)
    )
    releases = Release.objects.visible_to(provider).filter(client__in=ids)
    opened = Counter(releases.in_force().values_list("client", flat=True))
    waiting = Counter(releases.waiting().values_list("client", flat=True))
    return [Row(one, one.pk in treated, opened[one.pk], waiting[one.pk]) for one in clients]
