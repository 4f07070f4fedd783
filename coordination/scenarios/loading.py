"""Puts the world of a scenario into the real tables: through their constraints and triggers."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection

from clients.models import Client
from coordination.models import Item, ItemSubject, Share
from coordination.scenarios.checking import KINDS, checked
from ledger.ids import uuid7
from providers.models import Membership, Organization, Provider
from releases.models import EXCLUSIVE, Category, Instrument, Party, Release, Restriction

# Signing comes after the parties are named. What ended it is written in the same statement.
SIGN = """
UPDATE releases_release r
   SET signed_at = s.signed_at, revoked_at = s.revoked_at, superseded_at = s.superseded_at,
       ended_at = s.ended_at
  FROM jsonb_to_recordset(%s) AS s(id uuid, signed_at timestamptz, revoked_at timestamptz,
                                   superseded_at timestamptz, ended_at timestamptz)
 WHERE r.id = s.id
"""


class Ids(dict):
    """From the scenario's ids of one kind to those of the rows; `name_of` leads back.

    Both are in the same order, so that nothing depends on chance or on the order of the file.
    """

    def __init__(self, rows):
        names = sorted(map(_id, rows))
        super().__init__(zip(names, sorted(uuid7() for _ in names), strict=True))
        self._names = {str(pk): one for one, pk in self.items()}

    def name_of(self, pk):
        """The id that the scenario gave to the row with this primary key."""
        return self._names[str(pk)]


@dataclass(frozen=True)
class Loaded:
    """Which rows stand for which ids of the scenario: `loaded.shares["s1"]` is a primary key."""

    organizations: Ids
    providers: Ids
    clients: Ids
    releases: Ids
    restrictions: Ids
    items: Ids
    shares: Ids


def load(scenario):
    """The rows of a scenario, once it was checked: see `put`."""
    return put(checked(scenario))


def put(world):
    """The rows of a world that was checked, written in the caller's transaction as `owner`.

    Only that role may choose times. Shares come last, so that their consent is computed once
    and not again by each release.
    """
    loaded = Loaded(**{kind: Ids(world[kind]) for kind in KINDS})
    _directory(world, loaded)
    _clients(world, loaded)
    _releases(world, loaded)
    _restrictions(world, loaded)
    _items(world, loaded)
    _shares(world, loaded)
    connection.check_constraints()  # the deferred ones too: nothing here is ever committed
    return loaded


def _id(row):
    return row["id"] if isinstance(row, dict) else row


def _directory(world, loaded):
    Category.objects.bulk_create(
        (Category(code=code, label=code, is_sensitive=False) for code in world["categories"]),
        # A practice may have one of this name itself. In a scenario it is not sensitive.
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["label", "is_sensitive"],
    )
    Organization.objects.bulk_create(
        Organization(id=pk, name=one) for one, pk in loaded.organizations.items()
    )
    Provider.objects.bulk_create(
        Provider(
            id=loaded.providers[one["id"]],
            name=one["id"],
            profession=Provider.Profession.OTHER,
            standing=one["standing"],
        )
        for one in world["providers"]
    )
    Membership.objects.bulk_create(
        Membership(
            provider_id=loaded.providers[one["id"]],
            organization_id=loaded.organizations[organization],
            during=interval,
        )
        for one in world["providers"]
        for organization, interval in _memberships(one)
    )


def _memberships(provider):
    """By organization, its intervals joined where they overlap or touch.

    The table refuses overlapping ones; as intervals of time they are the same fact.
    """
    apart = {}
    for one in provider["memberships"]:
        if one["from"] is None or one["from"] != one["until"]:
            apart.setdefault(one["organization"], []).append((one["from"], one["until"]))
    return [(where, span) for where, spans in apart.items() for span in _joined(spans)]


def _joined(spans):
    joined = []
    for start, end in sorted(spans, key=lambda span: span[0] or datetime.min.replace(tzinfo=UTC)):
        if joined and (joined[-1][1] is None or start is None or start <= joined[-1][1]):
            start, last = joined.pop()
            end = max(end, last) if end and last else None
        joined.append((start, end))
    return joined


def _clients(world, loaded):
    Client.objects.bulk_create(
        Client(id=loaded.clients[one["id"]], name=one["id"], born=one["born"])
        for one in world["clients"]
    )


def _releases(world, loaded):
    rows = [one for one in world["releases"] if _can_cover(one)]
    Release.objects.bulk_create(
        Release(
            id=loaded.releases[one["id"]],
            client_id=loaded.clients[one["client"]],
            instrument=one["instrument"],
            direction=one["direction"],
            categories=_once(one["categories"]),
            purposes=_once(one["purposes"]),
            information_from=one["information_from"],
            information_until=one["information_until"],
            signed_by=one["signed_by"],
            effective_at=one["effective_at"],
            # No rule asks when it was asked for. The tables limit how long after it may end.
            requested_at=one["expires_at"],
            expires_at=one["expires_at"],
        )
        for one in rows
    )
    Party.objects.bulk_create(
        Party(release_id=loaded.releases[one["id"]], side=side, **_party(party, loaded))
        for one in rows
        for side in Party.Side.values
        for party in _once(one[f"{side}s"])
    )
    _sign(rows, loaded)


def _can_cover(release):
    """Not so where instrument and category exclude each other: the tables take no such row.

    By rule 7 it covers nothing, ever; a world with it is the same world without.
    """
    exclusive = set(release["categories"]) & set(EXCLUSIVE)
    return {release["instrument"]} == (exclusive or {Instrument.GENERAL.value})


def _sign(rows, loaded):
    """Only what has a signature: an unsigned release is never in force, so nothing can end it.

    The table refuses the ends of such a release, and they are left out.
    """
    times = ("signed_at", "revoked_at", "superseded_at", "ended_at")
    signed = [
        {"id": str(loaded.releases[one["id"]])}
        | {name: one[name].isoformat() for name in times if one[name]}
        for one in rows
        if one["signed_at"]
    ]
    if signed:
        with connection.cursor() as cursor:
            cursor.execute(SIGN, [json.dumps(signed)])


def _restrictions(world, loaded):
    Restriction.objects.bulk_create(
        Restriction(
            id=loaded.restrictions[one["id"]],
            client_id=loaded.clients[one["client"]],
            item=loaded.items[one["item"]] if one["item"] else None,
            categories=_once(one["categories"]) if one["categories"] else None,
            starts_at=one["from"],
            ends_at=one["until"],
            **(_party(one["recipient"], loaded) if one["recipient"] else {}),
        )
        for one in world["restrictions"]
        if one["from"] != one["until"]  # the table refuses one that holds at no moment
    )


def _items(world, loaded):
    Item.objects.bulk_create(
        Item(
            id=loaded.items[one["id"]],
            author_id=loaded.providers[one["author"]],
            organization_id=one["organization"] and loaded.organizations[one["organization"]],
            kind=Item.Kind.fitting(one["categories"]),
            categories=_once(one["categories"]),
            service_date=one["service_date"],
            body="A scenario has no words.",
        )
        for one in world["items"]
    )
    ItemSubject.objects.bulk_create(
        ItemSubject(item_id=loaded.items[one["id"]], client_id=loaded.clients[client])
        for one in world["items"]
        for client in _once(one["subjects"])
    )


def _shares(world, loaded):
    Share.objects.bulk_create(
        Share(
            id=loaded.shares[one["id"]],
            item_id=loaded.items[one["item"]],
            recipient_id=loaded.providers[one["recipient"]],
            purpose=one["purpose"],
            shared_at=one["shared_at"],
            withdrawn_at=one["withdrawn_at"],
        )
        for one in world["shares"]
    )


def _party(party, loaded):
    kind, one = party
    return {f"{kind}_id": getattr(loaded, f"{kind}s")[one]}


def _once(values):
    """Each value once, in order: repetition changes nothing, and the tables refuse it."""
    return list(dict.fromkeys(values))
