"""What a provider sees of an emergency access of their own, while it is open."""

from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from coordination import emergencies
from coordination.models import Amendment, Item
from coordination.presenters.amendments import Stated
from releases.acquaintance import clients_known_to
from releases.notices import notices
from releases.presenters import kind_labels, labels


@dataclass(frozen=True)
class Note:
    """A note in the list or opened; what has a default only where it was opened."""

    id: UUID | None
    kind: str
    author: str
    service_date: object
    kinds: list
    body: str = ""
    notices: tuple = ()
    stated: tuple = ()
    """What the client states against it."""


def own_client(client_id, provider):
    """The client whom the provider treats and came from, or None."""
    with suppress(ValueError):
        return clients_known_to(provider).treated_by(provider).filter(pk=UUID(client_id)).first()
    return None


def access_or_404(access_id):
    """The access while it is open; whoever it is not, and afterwards: nothing."""
    access = emergencies.shown(access_id)
    if access is None:
        raise Http404
    return access


def notes_of(access):
    """What it reaches, the latest first."""
    known = kind_labels()
    return [
        Note(one.id, _kind(one), one.author, one.service_date, labels(one.categories, known))
        for one in emergencies.listed(access.id)
    ]


def opened_note(opened, access):
    """The note on its page, with what has to be told with it."""
    kinds = labels(opened.categories, kind_labels())
    told = tuple(notices(opened.obligations, ()))
    facts = _kind(opened), opened.author, opened.service_date, kinds
    stated = tuple(Stated(_amendment(one), access.client_name) for one in opened.disagreements)
    return Note(None, *facts, body=opened.body, notices=told, stated=stated)


def _amendment(said):
    """A request for a correction from what the database told of it, as JSON."""
    field = Amendment._meta.get_field
    return Amendment(**{name: field(name).to_python(value) for name, value in said.items()})


def _kind(one):
    return Item.Kind(one.kind).label
