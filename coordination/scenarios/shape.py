"""The shape of a scenario: which keys there are, what each holds, and what it is when left out."""

from coordination.scenarios.values import (
    day,
    given_twice,
    instant,
    known,
    moment,
    new_category,
    new_id,
    one_of,
    record,
    several,
    text,
)
from providers.models import Standing
from releases.models import Direction, Instrument, Purpose, SignedBy

KINDS = ("organizations", "providers", "clients", "releases", "restrictions", "items", "shares")

# Those of the page. A category that this practice added for itself is no part of a scenario.
STANDARD_CATEGORIES = frozenset(
    (
        *("contact", "attendance", "diagnoses", "treatment_plan", "goals", "progress"),
        *("medications", "medical_history", "assessments", "risk_safety", "family_themes"),
        *("billing", "trauma_violence", "sexual_reproductive", "hiv_sti", "genetic"),
        *("substance_use", "substance_use_part2", "psychotherapy_notes", "sud_counseling_notes"),
    )
)


def optional(reader, default=None):
    """A field that may be left out."""
    return reader, default


def party(value, place):
    """One provider or one organization, as `("provider", id)`."""
    named = _PARTY(value, place) or {}
    given = [(kind, one) for kind, one in named.items() if one is not None]
    if len(given) == 1:
        return given[0]
    return place.wrong("names no single party; name one provider or one organization")


def expectation(value, place):
    """Any object: what it says is compared, not believed."""
    if isinstance(value, dict):
        given_twice(value, place)
        return {key: part for key, part in value.items() if key != "note"}
    return place.wrong("is not an object; put it in curly brackets")


_PARTY = record(
    {
        "provider": optional(known("providers")),
        "organization": optional(known("organizations")),
    }
)
_PARTIES = several(party, "name at least one provider or organization")
_CATEGORIES = several(known("categories"), "name at least one category")
_CLIENTS = several(known("clients"), "name at least one client")
_PURPOSE = one_of(*Purpose.values)
_PURPOSES = several(_PURPOSE, "name at least one purpose")

MEMBERSHIP = record(
    {
        "organization": known("organizations"),
        "from": optional(instant),
        "until": optional(instant),
    }
)
PROVIDER = record(
    {
        "id": new_id,
        "standing": optional(one_of(*Standing.values), Standing.ACTIVE.value),
        "memberships": optional(several(MEMBERSHIP), []),
    }
)
CLIENT = record({"id": new_id, "born": optional(day)})
RELEASE = record(
    {
        "id": new_id,
        "client": known("clients"),
        "instrument": optional(one_of(*Instrument.values), Instrument.GENERAL.value),
        "disclosers": _PARTIES,
        "recipients": _PARTIES,
        "direction": optional(one_of(*Direction.values), Direction.ONE_WAY.value),
        "categories": _CATEGORIES,
        "purposes": optional(_PURPOSES, [Purpose.CARE_COORDINATION.value]),
        "information_from": optional(day),
        "information_until": optional(day),
        "signed_at": optional(instant),
        "signed_by": optional(one_of(*SignedBy.values), SignedBy.CLIENT.value),
        "effective_at": optional(instant),
        "expires_at": instant,
        "revoked_at": optional(instant),
        "superseded_at": optional(instant),
        "ended_at": optional(instant),
    }
)
RESTRICTION = record(
    {
        "id": new_id,
        "client": known("clients"),
        "recipient": optional(party),
        "categories": optional(_CATEGORIES),
        "item": optional(known("items")),
        "from": instant,
        "until": optional(instant),
    }
)
ITEM = record(
    {
        "id": new_id,
        "author": known("providers"),
        "organization": optional(known("organizations")),
        "subjects": _CLIENTS,
        "categories": _CATEGORIES,
        "service_date": day,
    }
)
SHARE = record(
    {
        "id": new_id,
        "item": known("items"),
        "recipient": known("providers"),
        "purpose": optional(_PURPOSE, Purpose.CARE_COORDINATION.value),
        "shared_at": instant,
        "withdrawn_at": optional(instant),
    }
)
QUESTION = record(
    {
        "share": optional(known("shares")),
        "viewer": optional(known("providers")),
        "at": moment,
        "expect": optional(expectation),
    }
)
SCENARIO = record(
    {
        "name": optional(text),
        "source": optional(text),
        "categories": optional(several(new_category), []),
        "organizations": optional(several(new_id), []),
        "providers": optional(several(PROVIDER), []),
        "clients": optional(several(CLIENT), []),
        "releases": optional(several(RELEASE), []),
        "restrictions": optional(several(RESTRICTION), []),
        "items": optional(several(ITEM), []),
        "shares": optional(several(SHARE), []),
        "questions": optional(several(QUESTION), []),
    }
)
