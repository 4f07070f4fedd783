"""Requests for a correction, as those who asked and those who answer read them."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from clients.names import names_of
from coordination.models import Amendment, Item, Share
from coordination.presenters.notes_about_me import body_for
from coordination.presenters.staff import about, people_with


@dataclass(frozen=True)
class Asked:
    """One request, and who asked: "You", or a name."""

    request: Amendment
    who: str


@dataclass(frozen=True)
class Corrections:
    """What a client asked about one note, and whether they can ask now."""

    asked: list
    may_ask: bool


def corrections_of(told, body, *, client, viewer):
    """Those about the note that the viewer may read; row security says which."""
    found = list(Amendment.objects.filter(item=told.share.item_id, client=client))
    waits = any(one.is_open and one.asked_by_id == viewer.pk for one in found)
    return Corrections(
        described(found, client=client, viewer=viewer),
        may_ask=bool(body) and told.share.kind != Item.Kind.MESSAGE and not waits,
    )


def described(requests, *, client, viewer):
    """These requests of one client."""
    names = names_of({one.asked_by_id for one in requests}, client=client, viewer=viewer)
    return [Asked(one, names[one.asked_by_id]) for one in requests]


def own_stated(told, *, client, viewer):
    """Those that go along with the note, as far as the viewer may read them."""
    found = Amendment.objects.disagreeing().filter(item=told.share.item_id, client=client)
    return described(list(found), client=client, viewer=viewer)


def text_or_404(told):
    """The text of a note that could be corrected: one that the client reads, and no message."""
    body = body_for(told)
    if not body or told.share.kind == Item.Kind.MESSAGE:
        raise Http404
    return body


def declined_or_404(amendment_id, client):
    """A request of the client's that the author said no to, and a share of its note."""
    declined = Amendment.objects.filter(client=client, outcome=Amendment.Outcome.DECLINED)
    found = get_object_or_404(declined.select_related("client"), pk=amendment_id)
    shares = Share.objects.about(client).filter(item=found.item_id)
    return found, shares.earliest("shared_at", "pk")


def own_to_answer(amendment_id, provider):
    """A request about a note that the provider wrote, or nothing (404)."""
    own = Amendment.objects.filter(item__author=provider).select_related("item")
    return get_object_or_404(own, pk=amendment_id)


@dataclass(frozen=True)
class Stated:
    """A client's statement against a note, with what led to it, as it goes along with the note."""

    request: Amendment
    who: str


def stated_along(requests):
    """These statements, each with whose it is."""
    people = people_with({one.client_id for one in requests}) if requests else {}
    return [Stated(one, about([one.client_id], people)) for one in requests]


def asked_of_author(item):
    """Every request about the author's own note, with the client for whom it was made."""
    return stated_along(list(item.amendments.all()))
