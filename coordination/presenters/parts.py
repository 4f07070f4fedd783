"""A note about several, and the parts about one of them: for its author alone."""

from dataclasses import dataclass

from django.http import Http404

from clients.models import Client
from coordination.models import Item, ItemPart
from coordination.presenters.staff import subjects_of


@dataclass(frozen=True)
class Around:
    """What belongs to a note: the one that it is part of, its parts, and about whom one may be
    written."""

    joint: Item | None
    parts: list
    about: list


def around(item, provider):
    """The notes that belong to this one of the provider's own."""
    rows = ItemPart.objects.select_related("joint").defer("joint__body")
    cut = rows.filter(item=item).first()
    parts = Item.objects.filter(as_part__joint=item).defer("body").order_by("id")
    treated = list(_those(item, provider)) if _can_be_split(item) else []
    return Around(cut and cut.joint, list(parts.prefetch_related("subjects")), treated)


def one_of(joint, client_id, provider):
    """One of those whom the note is about, treated by the provider now; else nothing (404)."""
    those = _those(joint, provider) if _can_be_split(joint) else []
    for one in those:
        if str(one.pk) == client_id:
            return one
    raise Http404


def _those(item, provider):
    return Client.objects.treated_by(provider).filter(pk__in=subjects_of(item)).order_by("name")


def _can_be_split(item):
    return len(subjects_of(item)) > 1 and not (item.stays_apart or item.thread_id)
