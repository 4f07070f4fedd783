"""Entries of the directory that may be the same person or the same organization."""

from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from providers.finding import with_workplaces
from providers.models import Merge, Organization, Provider

WINDOW = 10_000
"""Entries that are looked at in one go."""
MOST_WINDOWS = 5
"""How often a page looks before it says how far it came."""
ENOUGH = 25
"""Pairs on a page."""

REASONS = {
    "licence": _("the same licence"),
    "email": _("the same e-mail address"),
    "phone": _("the same phone"),
    "zip": _("a similar name at the same ZIP code"),
    "work": _("a similar name at the same organization"),
    "city": _("the same name in the same city"),
}
ASKED = {
    Provider: "select one, other, reasons from provider_look_alikes(%s::uuid[])",
    Organization: "select one, other, reasons from organization_look_alikes(%s::uuid[])",
}


@dataclass(frozen=True)
class Pair:
    """Two entries that may be one, and why; the one with the lower id first."""

    one: object
    other: object
    reasons: list

    @property
    def is_of_people(self):
        return isinstance(self.one, Provider)


@dataclass(frozen=True)
class Page:
    """Some pairs of the directory; `last` is the entry after which one looks further."""

    pairs: list
    last: UUID | None


def look_alikes(ids, of=Provider):
    """The pairs of one of these entries and any other: their ids, the lower first, with codes of
    REASONS. Row security lets those who keep the directory ask, and the worker."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED[of], [[str(one) for one in ids]])
        return cursor.fetchall()


def pairs_of(entry):
    """The pairs of this entry and another one."""
    return _shown(type(entry), look_alikes([entry.pk], type(entry)))


def beside(one, other):
    """These two as a page shows them, in this order."""
    (pair,) = _shown(type(one), [(one.pk, other.pk, [])])
    return pair


def pairs_after(model, after="", *, made_by=None):
    """Pairs of the whole directory, walked in the order of the ids from this entry on; or of those
    entries that an import made."""
    found, last, made = [], _id(after), _made_by(made_by)
    for _turn in range(MOST_WINDOWS):
        ids = _window(model, last, made)
        if not ids:
            return Page(_shown(model, found), None)
        found += _once(look_alikes(ids, model), set(ids), made)
        last = ids[-1]
        if len(found) >= ENOUGH:
            break
    return Page(_shown(model, found), last if _window(model, last, made) else None)


def _once(rows, asked, made):
    """Each pair at its lower id; or at the other one, where nobody asks at the lower."""
    others = {row[0] for row in rows} - asked if made is not None else set()
    asked_later = (
        set(made.filter(entry__in=others).values_list("entry", flat=True)) if others else ()
    )
    return [
        row for row in rows if row[0] in asked or (row[0] in others and row[0] not in asked_later)
    ]


def _made_by(imported):
    return imported and imported.deeds.filter(made=True)


def merge_of(absorbed):
    """The merge that absorbed this entry and was not undone, or None."""
    name = absorbed._meta.model_name
    running = Merge.objects.filter(**{f"other_{name}": absorbed}, undone_at=None)
    return running.select_related(name, f"other_{name}", "by").first()


def find_merge(merge_id):
    """The merge, or a 404."""
    related = ("provider", "other_provider", "organization", "other_organization")
    return get_object_or_404(Merge.objects.select_related(*related), pk=merge_id)


def other_than(entry, said):
    """Another entry of this kind, which an address or a form names, or None."""
    found = type(entry).objects.filter(pk=_id(said)) if _id(said) else ()
    return next((one for one in found if one != entry), None)


def _window(model, last, made):
    entries = model.objects.unmerged().order_by("pk")
    if made is not None:
        entries = entries.filter(pk__in=made.values("entry"))
    if last:
        entries = entries.filter(pk__gt=last)
    return list(entries.values_list("pk", flat=True)[:WINDOW])


def _shown(model, rows):
    ids = {one for row in rows for one in row[:2]}
    entries = model.objects.filter(pk__in=ids).prefetch_related("locations")
    if model is Provider:
        entries = with_workplaces(entries.prefetch_related("licences"))
    entries = {one.pk: one for one in entries}
    return [
        Pair(entries[one], entries[other], [REASONS[reason] for reason in reasons])
        for one, other, reasons in rows
    ]


def _id(text):
    with suppress(ValueError):
        return UUID(text)
    return None
