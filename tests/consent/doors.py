"""The doors through which an item reaches somebody: row policies, pages, letters.

They know no other moment than now, so they are asked about worlds in the midst of which now lies,
and in which nothing begins or ends while they are asked.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from accounts.models import Kind, User
from clients.models import Client
from coordination.letters import share_arrived
from ledger.models import Outgoing
from providers.models import Provider
from tests import factories as make
from tests.attempts import run
from tests.roles import as_clerk, as_web

from .comparing import other_than
from .holding import Held
from .oracle import EXCLUSIVE
from .worlds import moments, world

QUIET = timedelta(minutes=10)
LINK = re.compile(r"/(?:shared|home/notes)/([0-9a-f-]{36})/")


def worlds_of_now(numbers) -> Iterator[dict]:
    """The worlds of these numbers as if they had begun half a week ago."""
    now = datetime.now(UTC)
    for number in numbers:
        made = world(number, now - timedelta(days=3, hours=12))
        if all(abs(moment - now) > QUIET for moment in moments(made)):
            yield made


def logins(held: list[Held], kind: str, model: type) -> Iterator[tuple[Held, str, User]]:
    """Each provider, or each client, of each world, with the login that they are given for it."""
    people = [(one, row["id"]) for one in held for row in one.world[kind]]
    users = [
        User(
            email=f"{one.pk(kind, person)}@example.org",
            name=person,
            kind=Kind.STAFF if model is Provider else Kind.CLIENT,
        )
        for one, person in people
    ]
    User.objects.bulk_create(users)
    make.agreements(one for one in users if one.kind == Kind.CLIENT)
    for (one, person), user in zip(people, users, strict=True):
        model.objects.filter(pk=one.pk(kind, person)).update(user=user)
        yield one, person, user


def now(one: Held, viewer: str) -> dict[str, list[str]]:
    """What the oracle says: the items that a provider reads, and the shares open to them."""
    moment = datetime.now(UTC)
    return {"items": one.oracle.seen_by(viewer, moment), "open": one.oracle.open_to(viewer, moment)}


def sent_by(one: Held, author: str) -> list[str]:
    """The shares whose author sees them, open or held."""
    oracle = one.oracle
    theirs = [
        share
        for share, row in oracle.shares.items()
        if oracle.items[row["item"]]["author"] == author and oracle.is_active(author)
    ]
    return sorted(theirs)


# Raw SQL


def different_rows(held: list[Held]) -> Iterator[str]:
    """Without a filter, as each provider: the rows, and the releases that they rest on."""
    for one, viewer, user in logins(held, "providers", Provider):
        told, moment = now(one, viewer), datetime.now(UTC)
        told["shares"] = sorted({*told["open"], *sent_by(one, viewer)})
        told["relied_on"] = {
            share: one.oracle.decide(share, moment)["releases"] for share in told["open"]
        }
        yield from other_than(told, rows_seen(one, user), viewer)


def rows_seen(one: Held, user: User) -> dict:
    with as_web(user):
        items = run("select id from coordination_item")
        shares = run(
            "select s.id, r.releases from coordination_share s"
            " left join releases_relied_on(array[s.id]) r on r.share = s.id"
        )
    relied_on = {one.name("shares", pk): one.names("releases", on) for pk, on in shares if on}
    return {
        "items": one.names("items", (pk for (pk,) in items)),
        "shares": one.names("shares", (pk for pk, _ in shares)),
        "relied_on": relied_on,
        "open": sorted(relied_on),
    }


def different_rows_of_clients(held: list[Held]) -> Iterator[str]:
    """Without a filter, as each client: every share about them, and the bodies that are theirs."""
    for one, client, user in logins(held, "clients", Client):
        with as_web(user):
            items = run("select id from coordination_item where body <> ''")
            shares = run("select id from coordination_share")
        told = {"items": readable_by(one, client), "shares": about(one, client)}
        found = {
            "items": one.names("items", (pk for (pk,) in items)),
            "shares": one.names("shares", (pk for (pk,) in shares)),
        }
        yield from other_than(told, found, client)


def about(one: Held, client: str) -> list[str]:
    items, shares = one.oracle.items, one.oracle.shares
    return sorted(
        share for share, row in shares.items() if client in items[row["item"]]["subjects"]
    )


def readable_by(one: Held, client: str) -> list[str]:
    """What was shared of them alone, held or not; what is joint only while somebody may see it."""
    moment, readable = datetime.now(UTC), set()
    for share in about(one, client):
        item = one.oracle.items[one.oracle.shares[share]["item"]]
        alone = {*item["subjects"]} == {client}
        if (alone or moment in one.oracle.consent(share)) and not EXCLUSIVE & {*item["categories"]}:
            readable.add(item["id"])
    return sorted(readable)


# Pages and letters


def different_pages(held: list[Held]) -> Iterator[str]:
    """What is listed, what is told to be new, and what opens."""
    run("update coordination_item set body = 'The body of ' || id")
    for one, viewer, user in logins(held, "providers", Provider):
        found = pages_shown(one, user)
        yield from other_than(dict.fromkeys(found, now(one, viewer)["open"]), found, viewer)


def pages_shown(one: Held, user: User) -> dict:
    TOTP.activate(user, generate_totp_secret())
    browser = make.signed_in(user)
    return {
        "new": linked(one, browser.get(reverse("today"))),
        "listed": linked(one, browser.get(reverse("shared_with_me"))),
        "opened": sorted(share for share in one.oracle.shares if opens(browser, one, share)),
    }


def linked(one: Held, page) -> list[str]:
    return one.names("shares", {*LINK.findall(page.content.decode())})


def opens(browser, one: Held, share: str) -> bool:
    """Whether the page shows the body; where it does not, it is the page of what is not there."""
    page = browser.get(reverse("shared_open", args=[one.pk("shares", share)]))
    shows = shows_body(page, one, share)
    assert shows == (page.status_code == 200), f"{share} is answered {page.status_code}"
    return shows


def shows_body(page, one: Held, share: str) -> bool:
    return (
        f"The body of {one.pk('items', one.oracle.shares[share]['item'])}" in page.content.decode()
    )


def different_pages_of_clients(held: list[Held]) -> Iterator[str]:
    """What is listed to clients as shared about them, and which bodies they read."""
    run("update coordination_item set body = 'The body of ' || id")
    for one, client, user in logins(held, "clients", Client):
        browser, readable = make.signed_in(user), readable_by(one, client)
        pages = {
            share: browser.get(reverse("client_note", args=[one.pk("shares", share)]))
            for share in one.oracle.shares
        }
        found = {
            "listed": linked(one, browser.get(reverse("client_notes"))),
            "found": sorted(share for share, page in pages.items() if page.status_code == 200),
            "read": sorted(share for share, page in pages.items() if shows_body(page, one, share)),
        }
        mine = about(one, client)
        read = [share for share in mine if one.oracle.shares[share]["item"] in readable]
        yield from other_than({"listed": mine, "found": mine, "read": read}, found, client)


def different_letters(held: list[Held]) -> Iterator[str]:
    """Whether somebody is written to that something waits: never of what is held."""
    for one, viewer, user in logins(held, "providers", Provider):
        found = {"letters": letters_to(one, viewer, user)}
        yield from other_than({"letters": now(one, viewer)["open"]}, found, viewer)


def letters_to(one: Held, viewer: str, user: User) -> list[str]:
    """The shares of which they are told by e-mail, if it is delivered now."""
    sent = [share for share, row in one.oracle.shares.items() if row["recipient"] == viewer]
    with as_clerk():
        return sorted(
            share
            for share in sent
            if share_arrived(Outgoing(subject_id=one.pk("shares", share), recipient=user.pk))
        )
