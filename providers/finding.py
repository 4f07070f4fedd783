"""Finding people in the directory whom something can be addressed to."""

from contextlib import suppress
from uuid import UUID

from django.db.models import Prefetch, Q

from ledger.clock import StatementTimestamp
from providers.models import Membership, Provider


def addressable_to(provider):
    """Everybody but the provider whom something can be shared with, and where they work now.

    For a client, who is no provider (None), everybody.
    """
    others = Provider.objects.addressable()
    return with_workplaces(others.exclude(pk=provider.pk) if provider else others)


def addressed(provider_id, *, by):
    """The one among them whom a form or an address names, or None."""
    with suppress(ValueError):
        return addressable_to(by).filter(pk=UUID(provider_id or "")).first()
    return None


def find_addressable(text, *, by):
    """Those of them whose name or workplace has every word of the text; none for no words."""
    found = addressable_to(by)
    for word in text.split():
        at_work = Membership.objects.filter(
            organization__name__icontains=word, during__contains=StatementTimestamp()
        )
        found = found.filter(Q(name__icontains=word) | Q(pk__in=at_work.values("provider")))
    return found if text.split() else found.none()


def with_workplaces(providers):
    """The providers, each with `workplaces`: their memberships of this moment."""
    running = Membership.objects.filter(during__contains=StatementTimestamp())
    return providers.prefetch_related(
        Prefetch("memberships", running.select_related("organization"), to_attr="workplaces")
    )


def organizations_of(provider):
    """Where the provider works now."""
    running = provider.memberships.filter(during__contains=StatementTimestamp())
    return [one.organization for one in running.select_related("organization")]


def workplaces_of(provider):
    """The names of where somebody from `with_workplaces` works now."""
    return ", ".join(one.organization.name for one in provider.workplaces)
