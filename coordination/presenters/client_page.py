"""One client, as a provider who knows them sees them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from clients.caseload import units_of
from clients.models import Client
from coordination.models import Item, Share
from coordination.presenters import team_messages
from coordination.presenters.bridge import partners_in
from coordination.presenters.staff import note_lines, received_lines, sent_lines
from coordination.presenters.untold import untold
from ledger.clock import StatementTimestamp
from releases.acquaintance import treats
from releases.consent_map import State
from releases.involved import readable_by
from releases.models import Party, Release
from releases.notify import people_who_sign
from releases.of_age import birthday_that_ends
from releases.presenters import lines_on, names_of

NOTES = 20
RECEIVED = 10
WORTH_ASKING = 20


@dataclass(frozen=True)
class ClientPage:
    """What the page shows; an empty list is a section that is not there."""

    client: Client
    is_treated: bool
    nobody_signs: bool
    untold: list
    releases: list
    partners: list
    """Those whom releases in force name together with the provider."""
    of_age: date | None
    """The 18th birthday, if it is near and ends what others signed."""
    may_see: list
    to_ask_for: list
    """Held shares of the provider's own that a signature would open, one for each question."""
    received: list
    has_more_received: bool
    units: list
    written_to_me: list
    """What the client wrote to the provider, the newest of it."""


def client_page(client, provider):
    lines = lines_on(readable_by(provider).of(client), provider)
    shared = Share.objects.visible_to(provider).about(client)[: RECEIVED + 1]
    received = received_lines(shared)
    return ClientPage(
        client,
        treats(provider, client),
        nobody_signs=not people_who_sign(client),
        untold=untold(client),
        releases=lines,
        partners=partners_in(lines, provider),
        of_age=birthday_that_ends(line.release for line in lines),
        may_see=heard_by(provider, lines),
        to_ask_for=worth_asking(client, provider),
        received=received[:RECEIVED],
        has_more_received=len(received) > RECEIVED,
        units=units_of(client, provider),
        written_to_me=team_messages.newest(provider, client),
    )


def heard_by(provider, lines):
    """The open releases in which somebody tells the provider something, each with who that is."""
    at_work = provider.memberships.filter(during__contains=StatementTimestamp())
    mine = {provider.pk, *at_work.values_list("organization", flat=True)}
    tellers = [
        (line, _tellers(line, mine)) for line in lines if line.state in (State.OPEN, State.ENDING)
    ]
    return [(line, names_of(parties)) for line, parties in tellers if parties]


def worth_asking(client, provider):
    """Of each thing that the client could be asked for, a share that waits for it."""
    held = Share.objects.written_by(provider).about(client).held()[:WORTH_ASKING]
    waiting = [one for one in sent_lines(held, provider) if one.missing]
    return list({one.missing.ask_href: one for one in waiting if one.missing.ask_href}.values())


def _tellers(line, mine):
    """Those who tell the people in `mine`, who are not told anything by themselves."""
    sides = [(Party.Side.RECIPIENT, Party.Side.DISCLOSER)]
    if line.goes_both_ways:
        sides.append((Party.Side.DISCLOSER, Party.Side.RECIPIENT))
    parties = [(one.side, _who(one), one) for one in line.release.parties_now]
    return [
        teller
        for hears, tells in sides
        if any(side == hears and who in mine for side, who, one in parties)
        for side, who, teller in parties
        if side == tells and who not in mine
    ]


def _who(party):
    return party.provider_id or party.organization_id


def notes_about(client, provider):
    """The provider's own notes about the client, to be shown page by page."""
    own = Item.objects.written_by(provider).exclude(kind=Item.Kind.MESSAGE)
    return own.filter(about__client=client).defer("body")


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
