"""Addresses and licences of entries. The ledger tells of them as of changes of the entry."""

from django.db import transaction
from django.forms.models import model_to_dict

from ledger.actions import record
from ledger.clock import ClockTimestamp
from ledger.models import Verb
from providers.actions.refusals import refusals_in_words
from providers.models import Licence, Location, Organization


@transaction.atomic
def add_location(*, of, by, **facts):
    """The new address of a provider or an organization."""
    owner = "organization" if isinstance(of, Organization) else "provider"
    return _add(Location(**{owner: of}, **facts), of, by)


@transaction.atomic
def change_location(*, location, by, **facts):
    """Whether anything changed."""
    return _change(location, location.owner, by, facts)


@transaction.atomic
def drop_location(*, location, by):
    """Whether it was taken away with this."""
    return _drop(location, location.owner, by)


@transaction.atomic
def add_licence(*, of, by, **facts):
    """The new licence of a provider. Raises ValidationError with a sentence."""
    return _add(Licence(provider=of, **facts), of, by)


@transaction.atomic
def change_licence(*, licence, by, **facts):
    """Whether anything changed. Raises ValidationError with a sentence."""
    return _change(licence, licence.provider, by, facts)


@transaction.atomic
def drop_licence(*, licence, by):
    """Whether it was taken away with this."""
    return _drop(licence, licence.provider, by)


def _add(part, of, by):
    with refusals_in_words():
        part.save(force_insert=True)
    _tell(part, of, by, was={}, now=says(part))
    return part


def _change(part, of, by, facts):
    kept = type(part).objects.select_for_update().get(pk=part.pk)
    changed = {name: value for name, value in facts.items() if getattr(kept, name) != value}
    if not changed:
        return False
    with refusals_in_words():
        type(part).objects.filter(pk=part.pk).update(**changed)
    _tell(kept, of, by, was={name: getattr(kept, name) for name in changed}, now=changed)
    return True


def _drop(part, of, by):
    taken, _rows = type(part).objects.filter(pk=part.pk).delete()
    if taken:
        _tell(part, of, by, was=says(part), now={})
    return bool(taken)


def says(part):
    """What an address or a licence says, without whose it is."""
    facts = model_to_dict(part, exclude=["provider", "organization"])
    return {name: value for name, value in facts.items() if value}


def _tell(part, of, by, *, was, now):
    """The line, and the day on which somebody looked after the entry."""
    type(of).objects.filter(pk=of.pk).update(kept_at=ClockTimestamp())
    is_place = isinstance(of, Organization)
    verb = Verb.ORGANIZATION_CHANGED if is_place else Verb.PROVIDER_CHANGED
    named = {"part": part._meta.model_name, "id": part.pk}
    record(verb, by=by, subject=of, detail=named | {"was": was, "is": now})
