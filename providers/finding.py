"""Finding people in the directory whom something can be addressed to."""

from contextlib import suppress
from difflib import SequenceMatcher
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import F, Func, Prefetch, Q, UUIDField, Value

from ledger.clock import StatementTimestamp
from providers.models import Membership, Provider

MOST_FOUND = 500
EVERYBODY = 10_000_000
MOST_LETTERS = 200
ALIKE = 0.8


def addressable_to(provider):
    """Everybody but the provider whom something can be shared with, and where they work now.

    For a client, who is no provider (None), everybody.
    """
    others = Provider.objects.addressable()
    return with_places(others.exclude(pk=provider.pk) if provider else others)


def addressed(provider_id, *, by):
    """The one among them whom a form or an address names, or None."""
    return one_of(addressable_to(by), provider_id)


def one_of(providers, provider_id):
    """The one of these whom a form or an address names, or None."""
    with suppress(ValueError):
        return providers.filter(pk=UUID(provider_id or "")).first()
    return None


def find_addressable(text, *, by):
    """Those of them who are found by these words, the likeliest first; none for no words."""
    return matching(addressable_to(by), text, marks=["standing=active"])


def matching(found, text, *, marks=()):
    """Those of these whose name, workplace, city or NPI has every word of the text, the likeliest
    first; where these are few, also those with words nearly like it. None for no words."""
    return found_by(found, text, marks) if text.split() else found.none()


def found_by(found, text, marks=(), *, most=MOST_FOUND):
    """Those of these providers or organizations that the words and marks find, the likeliest
    first, and no more than `most` looked at. Marks are what the database keeps beside the words:
    `standing=active`, `profession=gp`, `state=OR`, `language=spa`, `in=use`."""
    marks = [f"of={found.model._meta.model_name}", *marks]
    ids = [entry for entry, _place in _asked(text, marks, most)]
    place = Func(Value(ids, ArrayField(UUIDField())), F("pk"), function="array_position")
    return found.filter(pk__in=ids).order_by(place)


def seek_where_days_passed():
    """Finds people by where a membership has begun by itself, and no longer by where one has ended;
    for the clerk."""
    with connection.cursor() as cursor:
        cursor.execute("select seek_where_days_passed()")


def _asked(text, marks, most):
    text = text.replace("\0", " ")[:MOST_LETTERS]
    with connection.cursor() as cursor:
        cursor.execute("select * from find_in_directory(%s, %s, %s)", [text, marks, most])
        return cursor.fetchall()


def askable_by(provider):
    """Everybody but the provider about whom a client can be asked: also those whom a provider
    entered for it and who wait to be verified. Until then they open nothing."""
    askable = Provider.objects.addressable() | Provider.objects.proposed()
    return with_places(askable.exclude(pk=provider.pk))


def find_askable(text, *, by):
    """Those of them who are found by these words, the likeliest first; none for no words."""
    return matching(askable_by(by), text, marks=["can=be_asked_about"])


def find_look_alikes(*, name, email="", npi=""):
    """Those who may be this person already: the same address or NPI, or nearly the same name."""
    alike = {
        one.pk
        for word in {name, *(word for word in name.split() if len(word) > 2)}
        for one in found_by(Provider.objects.all(), word)
        if _sounds_like(one.name, name)
    }
    same = Q(pk__in=alike)
    if email:
        same |= Q(email__iexact=email)
    if npi:
        same |= Q(npi=npi)
    return with_workplaces(Provider.objects.unmerged().filter(same))


def _sounds_like(one, other):
    pair = (" ".join(sorted(name.casefold().split())) for name in (one, other))
    return SequenceMatcher(None, *pair).ratio() >= ALIKE


def with_workplaces(providers):
    """The providers, each with `workplaces`: their memberships of this moment."""
    running = Membership.objects.filter(during__contains=StatementTimestamp())
    return providers.prefetch_related(
        Prefetch("memberships", running.select_related("organization"), to_attr="workplaces")
    )


def with_places(providers):
    """The same, and with all that their `town` asks for."""
    return with_workplaces(providers).prefetch_related(
        "locations", "workplaces__organization__locations"
    )


def organizations_of(provider):
    """Where the provider works now."""
    running = provider.memberships.filter(during__contains=StatementTimestamp())
    return [one.organization for one in running.select_related("organization")]


def workplaces_of(provider):
    """The names of where somebody from `with_workplaces` works now."""
    return ", ".join(one.organization.name for one in provider.workplaces)
