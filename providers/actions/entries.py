"""Adding entries to the directory and changing what they say."""

from django.db import transaction
from django.forms.models import model_to_dict

from ledger.actions import record
from ledger.clock import ClockTimestamp
from ledger.models import Verb
from providers.actions.refusals import refusals_in_words
from providers.models import Organization, Provider


@transaction.atomic
def add_provider(*, by, **facts):
    """The new entry of the directory, not verified yet. Raises ValidationError with a sentence."""
    return _add(Provider(**facts), Verb.PROVIDER_ADDED, by)


@transaction.atomic
def propose_provider(*, proposed_by, by, **facts):
    """The new entry of a provider whom another one wants to ask about: not verified, and nothing
    more than that until whoever keeps the directory has looked. Raises ValidationError."""
    return add_provider(by=by, proposed_by=proposed_by, **facts)


@transaction.atomic
def change_provider(*, provider, by, **facts):
    """Whether anything changed. Raises ValidationError with a sentence."""
    return _change(provider, Verb.PROVIDER_CHANGED, by, facts)


@transaction.atomic
def add_organization(*, by, **facts):
    """The new organization. Raises ValidationError with a sentence."""
    return _add(Organization(**facts), Verb.ORGANIZATION_ADDED, by)


@transaction.atomic
def change_organization(*, organization, by, **facts):
    """Whether anything changed. Raises ValidationError with a sentence."""
    return _change(organization, Verb.ORGANIZATION_CHANGED, by, facts)


@transaction.atomic
def confirm(*, entry, by):
    """Somebody has looked at a provider's or an organization's entry: all of it is still right."""
    if type(entry).objects.unmerged().filter(pk=entry.pk).update(kept_at=ClockTimestamp()):
        record(Verb.ENTRY_CONFIRMED, by=by, subject=entry)


def _add(entry, verb, by):
    """The entry, written, and in the ledger what it says."""
    with refusals_in_words():
        entry.save(force_insert=True)
    says = {name: value for name, value in model_to_dict(entry).items() if value}
    record(verb, by=by, subject=entry, detail={"is": says})
    return entry


def _change(row, verb, by, facts):
    """Writes what differs, and into the ledger what it was and is."""
    kept = type(row).objects.select_for_update().get(pk=row.pk)
    if facts.get("phone"):
        facts["said_phone"] = ""
    changed = {name: value for name, value in facts.items() if getattr(kept, name) != value}
    if not changed:
        return False
    with refusals_in_words():
        type(row).objects.filter(pk=row.pk).update(**changed)
    was = {name: getattr(kept, name) for name in changed}
    record(verb, by=by, subject=kept, detail={"was": was, "is": changed})
    return True
