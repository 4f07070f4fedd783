"""What can be looked for through the API, and how what is asked becomes rows.

One table says it for the answers, for the CapabilityStatement and for the OpenAPI document.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q

from providers.exchange.resources import NPI, NUCC
from providers.models import Location, Membership, Organization, Provider

MOST = 100
USUAL = 50
FORMATS = ("json", "application/json", "application/fhir+json")


class NotUnderstood(Exception):
    """What is asked cannot be answered as it is meant; the sentence says what to do."""


@dataclass(frozen=True)
class Parameter:
    """One thing that can be looked for: its FHIR type, and the condition of one value."""

    type: str
    condition: object
    says: str


def _ids(value):
    return Q(pk=_uuid(value, "_id"))


def _name(value):
    words = value.split()
    if not words:
        raise NotUnderstood("name is empty. Give a part of the name, or leave the parameter out.")
    found = Q()
    for word in words:
        found &= Q(name__icontains=word)
    return found


def _npi(value):
    return _coded(value, NPI, lambda code: Q(npi=code))


def _taxonomy(field):
    return lambda value: _coded(value, NUCC, lambda code: Q(**{f"{field}__contains": [code]}))


def _coded(value, system, condition):
    """`value` or `system|value`; what is of another system is nobody's."""
    named, bar, code = value.rpartition("|")
    if not code:
        raise NotUnderstood(f"Give a value after the system, as in {system}|value.")
    return condition(code) if not bar or named == system else Q(pk=None)


def _referring(field, kind):
    def condition(value):
        named, _slash, pk = value.rpartition("/")
        if named not in ("", kind):
            return Q(pk=None)
        return Q(**{field: _uuid(pk, field)})

    return condition


def _uuid(value, name):
    try:
        return UUID(value)
    except ValueError:
        raise NotUnderstood(f"{name} takes an id such as those in our answers.") from None


ID = Parameter("token", _ids, "The id of one of our answers.")
NAME = Parameter("string", _name, "Each word is a part of the name.")
IDENTIFIER = Parameter("token", _npi, f"An NPI: the value, or {NPI}|value.")
AT = Parameter("reference", _referring("organization", "Organization"), "Where it belongs.")

SEARCHES = {
    "Practitioner": {
        "_id": ID,
        "identifier": IDENTIFIER,
        "name": NAME,
        "specialty": Parameter(
            "token", _taxonomy("taxonomy"), f"A NUCC code: the value, or {NUCC}|value."
        ),
    },
    "PractitionerRole": {
        "_id": ID,
        "practitioner": Parameter(
            "reference", _referring("provider", "Practitioner"), "Who works there."
        ),
        "organization": AT,
        "specialty": Parameter(
            "token", _taxonomy("provider__taxonomy"), f"A NUCC code: the value, or {NUCC}|value."
        ),
    },
    "Organization": {"_id": ID, "identifier": IDENTIFIER, "name": NAME},
    "Location": {"_id": ID, "organization": AT},
}
"""By resource: what can be looked for. Values with commas are either; a parameter twice is both."""


@dataclass(frozen=True)
class Asked:
    """A search, understood."""

    condition: Q
    count: int = USUAL
    after: UUID | None = None


def understood(kind, query):
    """What the query of an address asks for. Raises NotUnderstood: a parameter that is left out
    of account would widen the answer to what nobody asked for."""
    found, count, after = Q(), USUAL, None
    for name, values in query.lists():
        for value in values:
            if "\x00" in value:
                raise NotUnderstood(f"{name} has a character that nothing in the directory has.")
            if name == "_count":
                count = _count(value)
            elif name == "after":
                after = _uuid(value, name)
            elif name != "_format":
                found &= _either(kind, name, value)
            elif value not in FORMATS:
                raise NotUnderstood("_format can be json only.")
    return Asked(found, count, after)


def _count(value):
    if not (value.isascii() and value.isdigit() and int(value[:9]) >= 1):
        raise NotUnderstood(f"_count takes a whole number from 1 to {MOST}.")
    return min(int(value[:9]), MOST)


def _either(kind, name, value):
    parameter = SEARCHES[kind].get(name)
    if parameter is None:
        known = ", ".join(SEARCHES[kind])
        raise NotUnderstood(f"{kind} cannot be looked for by {name}. It can be by {known}.")
    found = Q()
    for one in value.split(","):
        found |= parameter.condition(one)
    return found


def rows_of(kind, reader):
    """The rows behind the resources of a kind, with what each needs, for whoever reads them."""
    locations = Location.objects.visible_to(reader)
    if kind == "Practitioner":
        people = Provider.objects.visible_to(reader)
        return people.prefetch_related("licences", Prefetch("locations", locations))
    if kind == "Organization":
        places = Organization.objects.visible_to(reader)
        return places.prefetch_related(Prefetch("locations", locations))
    if kind == "Location":
        here = locations.filter(use=Location.Use.PRACTICE)
        return here.select_related("provider", "organization")
    roles = Membership.objects.visible_to(reader).running()
    with_place = roles.select_related("provider", "organization")
    return with_place.prefetch_related(Prefetch("organization__locations", locations))


def page_of(kind, reader, asked):
    """Some of what is asked for, by id, and whether there are more."""
    found = rows_of(kind, reader).filter(asked.condition).order_by("pk")
    if kind in ("Practitioner", "Organization"):
        found = found.unmerged()  # by its id an absorbed one is still there, as inactive
    if asked.after:
        found = found.filter(pk__gt=asked.after)
    rows = list(found[: asked.count + 1])
    return rows[: asked.count], len(rows) > asked.count
