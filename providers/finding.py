"""Finding people in the directory whom something can be addressed to."""

from contextlib import suppress
from difflib import SequenceMatcher
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Prefetch, Q

from ledger.clock import StatementTimestamp
from providers.models import Membership, Provider

MOST_COMPARED = 500
ALIKE = 0.8


def addressable_to(provider):
    """Everybody but the provider whom something can be shared with, and where they work now.

    For a client, who is no provider (None), everybody.
    """
    others = Provider.objects.addressable()
    return with_workplaces(others.exclude(pk=provider.pk) if provider else others)


def addressed(provider_id, *, by):
    """The one among them whom a form or an address names, or None."""
    return one_of(addressable_to(by), provider_id)


def one_of(providers, provider_id):
    """The one of these whom a form or an address names, or None."""
    with suppress(ValueError):
        return providers.filter(pk=UUID(provider_id or "")).first()
    return None


def find_addressable(text, *, by):
    """Those of them whose name or workplace has every word of the text; none for no words."""
    return matching(addressable_to(by), text)


def matching(found, text):
    """Those of these whose name or workplace has every word of the text; none for no words."""
    for word in text.split():
        at_work = Membership.objects.filter(
            organization__name__icontains=word, during__contains=StatementTimestamp()
        )
        found = found.filter(Q(name__icontains=word) | Q(pk__in=at_work.values("provider")))
    return found if text.split() else found.none()


def askable_by(provider):
    """Everybody but the provider about whom a client can be asked: also those whom a provider
    entered for it and who wait to be verified. Until then they open nothing."""
    askable = Provider.objects.addressable() | Provider.objects.proposed()
    return with_workplaces(askable.exclude(pk=provider.pk))


def find_look_alikes(*, name, email="", npi=""):
    """Those who may be this person already: the same address or NPI, or nearly the same name."""
    words = [Q(name__icontains=word) for word in name.split() if len(word) > 2]
    candidates = Provider.objects.filter(reduce(or_, words, Q(pk=None)))
    alike = [one.pk for one in candidates[:MOST_COMPARED] if _sounds_like(one.name, name)]
    same = Q(pk__in=alike)
    if email:
        same |= Q(email__iexact=email)
    if npi:
        same |= Q(npi=npi)
    return with_workplaces(Provider.objects.filter(same))


def _sounds_like(one, other):
    pair = (" ".join(sorted(name.casefold().split())) for name in (one, other))
    return SequenceMatcher(None, *pair).ratio() >= ALIKE


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
