"""Whatever the directory holds, each answer is FHIR R4."""

import json
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from providers.exchange import resources
from providers.languages import Spoken
from providers.models import (
    STATES,
    Licence,
    Location,
    Membership,
    Organization,
    Profession,
    Provider,
    Standing,
)
from providers.models import TimeZone as Zone
from tests.fhir import is_fhir

CALM = settings(deadline=None)
# What PostgreSQL keeps: no NUL, no half of a pair.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
SAID = TEXT.filter(bool)
NPIS = st.sampled_from(["", "1234567893", "1003000126", "1992999874"])
PHONES = st.sampled_from(["", "+15035550100", "+442079460000"])
DAYS = st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1))
MOMENTS = st.none() | st.datetimes(
    datetime(1950, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)
)
CODES = st.lists(st.sampled_from(["1041C0700X", "2084P0800X", "106H00000X"]), unique=True)
LABELS = st.dictionaries(st.sampled_from(["1041C0700X", "2084P0800X"]), SAID)


ASKED = st.sampled_from(["name", "identifier", "specialty", "_id", "_count", "nobody"])


@st.composite
def locations(draw, **owner):
    home = draw(st.booleans())
    return Location(
        use=draw(st.sampled_from(Location.Use.values)),
        street=draw(SAID),
        more=draw(TEXT),
        city=draw(SAID),
        state=draw(st.sampled_from(STATES)) if home else draw(TEXT),
        postal_code="97204" if home else draw(TEXT),
        country="US" if home else draw(st.sampled_from(["DE", "MX"])),
        phone=draw(PHONES),
        **owner,
    )


@st.composite
def licences(draw):
    facts = {"number": draw(SAID), "kind": draw(TEXT), "ends": draw(DAYS)}
    return Licence(state=draw(st.sampled_from(STATES)), **facts)


def with_parts(entry, **parts):
    """The entry with its parts as a query would have fetched them."""
    entry._prefetched_objects_cache = parts
    return entry


@st.composite
def providers(draw):
    npi = draw(NPIS)
    entry = Provider(
        name=draw(SAID),
        other_names=draw(st.lists(TEXT, max_size=3)),
        credentials=draw(TEXT),
        profession=draw(st.sampled_from(Profession.values)),
        taxonomy=draw(CODES),
        languages=draw(st.lists(st.sampled_from(Spoken.values), unique=True, max_size=5)),
        npi=npi,
        npi_deactivated_on=draw(DAYS) if npi else None,
        phone=draw(PHONES),
        secure_email=draw(st.sampled_from(["", "a@direct.example.org", "ü@example.org"])),
        standing=draw(st.sampled_from(Standing.values)),
    )
    parts = {"locations": draw(st.lists(locations(), max_size=3))}
    return with_parts(entry, licences=draw(st.lists(licences(), max_size=3)), **parts)


@st.composite
def organizations(draw):
    entry = Organization(
        name=draw(SAID),
        kind=draw(st.sampled_from(Organization.Kind.values)),
        npi=draw(NPIS),
        phone=draw(PHONES),
        time_zone=draw(st.sampled_from(["", *Zone.values])),
        is_active=draw(st.booleans()),
    )
    return with_parts(entry, locations=draw(st.lists(locations(), max_size=3)))


@CALM
@given(providers(), LABELS)
def test_any_provider(provider, labels):
    assert is_fhir(resources.practitioner(provider, labels))


@CALM
@given(organizations())
def test_any_organization(organization):
    assert is_fhir(resources.organization(organization))


@CALM
@given(st.data())
def test_any_place(data):
    of_one = st.fixed_dictionaries({"organization": organizations()}) | st.fixed_dictionaries(
        {"provider": providers()}
    )
    assert is_fhir(resources.location(data.draw(locations(**data.draw(of_one)))))


@CALM
@given(providers(), organizations(), MOMENTS, MOMENTS, LABELS)
def test_any_role(provider, organization, since, until, labels):
    during = SimpleNamespace(lower=since, upper=until)
    role = Membership(provider=provider, organization=organization)
    role.during = during
    assert is_fhir(resources.practitioner_role(role, labels))


@CALM
@given(providers())
def test_nothing_is_said_that_is_not_kept(provider):
    provider.email, provider.said_workplace = "private@example.org", "said-workplace"
    told = json.dumps(resources.practitioner(provider, {}))
    assert "private@" not in told
    assert "said-workplace" not in told


@settings(CALM, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.dictionaries(ASKED, TEXT))
def test_whatever_is_asked_the_answer_is_fhir(directory_admin, query):
    answer = directory_admin.http.get("/fhir/Practitioner", query)
    assert answer.status_code in (200, 400)
    assert is_fhir(json.loads(answer.content))


@pytest.mark.parametrize("name", ["\u00a0Ana\u2003Moreno\x85", "Ana\r\n\tMoreno"])
def test_white_space_that_fhir_does_not_know_is_a_space(name):
    entry = with_parts(Provider(name=name, profession="gp"), locations=[], licences=[])
    assert resources.practitioner(entry, {})["name"] == [{"text": "Ana Moreno"}]
