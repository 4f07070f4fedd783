"""What the API says is FHIR R4, is what the pages say, and is found by what one looks for."""

import json
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openapi_spec_validator import validate

from providers.exchange.answers import KINDS
from providers.exchange.describing import capability, openapi
from providers.exchange.searching import SEARCHES
from providers.models import Standing
from tests import factories as make
from tests.fhir import faults, is_fhir

NPI = "http://hl7.org/fhir/sid/us-npi"
NUCC = "http://nucc.org/provider-taxonomy"


@pytest.fixture
def stone(db):
    """An entry with everything that an entry can say."""
    provider = make.provider(
        "Miriam  Stone\u00a0",
        other_names=["Miriam Stein"],
        credentials="LCSW",
        profession="social_worker",
        taxonomy=["1041C0700X", "106H00000X"],
        languages=["en", "cmn", "ase"],
        npi="1234567893",
        npi_deactivated_on=date(2026, 1, 31),
        phone="+15035550100",
        email="private@example.org",
        secure_email="stone@direct.example.org",
        said_workplace="said-workplace",
    )
    make.licence(provider, ends=date(2027, 3, 1))
    make.location(provider, use="mailing", street="PO Box 7")
    return provider


@pytest.fixture
def harbor(practice):
    make.change(practice, npi="1003000126", time_zone="America/Los_Angeles")
    make.location(practice, more="Suite 4", phone="+15035550142")
    make.location(practice, use="mailing", street="PO Box 9")
    return practice


@pytest.fixture
def role(stone, harbor):
    return make.membership(stone, harbor, since=make.ago(days=9))


@pytest.fixture
def ask(directory_admin):
    """Called with what follows `/fhir/`: the answer, which is FHIR whatever it says."""

    def ask(path, status=200):
        answer = directory_admin.http.get(f"/fhir/{path}")
        assert answer.status_code == status, answer.content
        assert answer["Content-Type"] == "application/fhir+json"
        assert answer["Cache-Control"] == "no-store"
        told = json.loads(answer.content)
        assert is_fhir(told)
        return told

    return ask


def found(bundle):
    return [one["resource"]["id"] for one in bundle.get("entry", [])]


def test_a_practitioner_says_what_the_page_says(ask, stone):
    told = ask(f"Practitioner/{stone.pk}")
    assert told["name"] == [{"text": "Miriam Stone"}, {"text": "Miriam Stein"}]
    period = {"end": "2026-01-31"}
    assert told["identifier"] == [{"system": NPI, "value": "1234567893", "period": period}]
    assert told["active"] is True
    assert [one["value"] for one in told["telecom"]] == ["+15035550100", "stone@direct.example.org"]
    assert told["address"][0]["type"] == "postal"
    codes = [one["code"] for one in told["qualification"]]
    assert [one.get("text") for one in codes] == ["LCSW", None, None, "LCSW"]
    assert codes[1]["coding"][0] == {
        "system": NUCC, "code": "1041C0700X", "display": "Clinical social work"
    }  # fmt: skip
    assert told["qualification"][3]["period"] == {"end": "2027-03-01"}
    assert [one["coding"][0]["code"] for one in told["communication"]] == ["en", "cmn", "ase"]


def test_a_role_leads_to_who_where_and_since_when(ask, stone, harbor, role):
    told = ask(f"PractitionerRole/{role.pk}")
    place = harbor.locations.get(use="practice")
    assert told["practitioner"]["reference"] == f"Practitioner/{stone.pk}"
    assert told["organization"]["reference"] == f"Organization/{harbor.pk}"
    assert [one["reference"] for one in told["location"]] == [f"Location/{place.pk}"]
    assert told["code"] == [{"text": "Social worker"}]
    assert set(told["period"]) == {"start"}
    for one in (told["practitioner"], told["organization"], *told["location"]):
        ask(one["reference"])


def test_an_organization_and_where_it_is(ask, harbor):
    told = ask(f"Organization/{harbor.pk}")
    assert [one["type"] for one in told["address"]] == ["physical", "postal"]
    assert (told["active"], told["type"][0]["text"]) == (True, "Practice")
    place = harbor.locations.get(use="practice")
    told = ask(f"Location/{place.pk}")
    assert told["managingOrganization"]["reference"] == f"Organization/{harbor.pk}"
    assert told["address"]["line"] == ["12 Harbor Street", "Suite 4"]
    ask(f"Location/{harbor.locations.get(use='mailing').pk}", 404)


def test_no_answer_says_what_is_for_those_who_keep_the_directory(ask, stone, role, keeping):
    make.change(stone, standing=Standing.SUSPENDED)
    stone.standing_changes.create(standing="suspended", why="secret-reason")
    told = "".join(json.dumps(ask(kind)) for kind in KINDS)
    for word in ("private@example.org", "said-workplace", "secret-reason", "suspended"):
        assert word not in told
    assert ask(f"Practitioner/{stone.pk}")["active"] is False


SOUGHT = {
    "Practitioner": [
        "identifier=1234567893", f"identifier={NPI}|1234567893", "name=STON", "name=stone miriam",
        "specialty=106H00000X", f"specialty={NUCC}|1041C0700X", "identifier=1003000126,1234567893",
        "name=stone&specialty=106H00000X", "_id={stone}", "name=nobody,stone",
    ],
    "PractitionerRole": [
        "practitioner={stone}", "practitioner=Practitioner/{stone}", "specialty=106H00000X",
        "organization={harbor}", "organization=Organization/{harbor}", "_id={role}",
    ],
    "Organization": ["identifier=1003000126", "name=harbor pract", "_id={harbor}"],
    "Location": ["organization={harbor}", "_id={place}"],
}  # fmt: skip
NOT_SOUGHT = {
    "Practitioner": [
        "identifier=1003000126", "identifier=urn:other|1234567893", "identifier=|1234567893",
        "name=stone nobody", "specialty=2084P0800X", "specialty=urn:other|106H00000X",
        "_id={harbor}", "name=stone&specialty=2084P0800X",
    ],
    "PractitionerRole": [
        "practitioner={harbor}", "practitioner=Organization/{stone}", "specialty=2084P0800X",
        "organization={stone}", "_id={stone}",
    ],
    "Organization": ["identifier=1234567893", "name=stone", "_id={stone}"],
    "Location": ["organization={stone}", "_id={harbor}"],
}  # fmt: skip


def ids(stone, harbor, role):
    place = harbor.locations.get(use="practice").pk
    return {"stone": stone.pk, "harbor": harbor.pk, "role": role.pk, "place": place}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_looked_for_is_found_and_nothing_else(ask, stone, harbor, role, kind):
    make.provider("Helen Park", npi="1992999874", taxonomy=["207Q00000X"])
    elsewhere = make.organization("Elsewhere")
    make.location(elsewhere)
    make.membership(make.provider("Ada Lund"), elsewhere)
    names = ids(stone, harbor, role)
    own = {"Practitioner": "stone", "PractitionerRole": "role", "Organization": "harbor"}
    one = str(names[own.get(kind, "place")])
    for query in SOUGHT[kind]:
        assert found(ask(f"{kind}?{query.format(**names)}")) == [one], query
    for query in NOT_SOUGHT[kind]:
        bundle = ask(f"{kind}?{query.format(**names)}")
        assert (bundle["total"], "entry" in bundle) == (0, False), query
    asked = {part.split("=")[0] for query in SOUGHT[kind] for part in query.split("&")}
    assert asked == set(SEARCHES[kind])


@pytest.mark.parametrize(
    "query",
    [
        "nobody=1", "name:exact=Stone", "_count=0", "_count=-1", "_count=x", "_count=٣", "after=1",
        "_id=1", "name=", "name=%00", "identifier=x%00", "_format=xml", "_sort=name",
        f"specialty={NUCC}|", "_include=Practitioner:x",
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said_and_not_left_out(ask, stone, query):
    told = ask(f"Practitioner?{query}", 400)
    assert told["issue"][0]["diagnostics"].endswith(".")


def test_pages_lead_through_everything_once(ask, directory_admin):
    people = {str(make.provider(f"Person {number}").pk) for number in range(7)}
    bundle, seen = ask("Practitioner?name=person&_count=3"), []
    assert "total" not in bundle
    while True:
        seen += found(bundle)
        links = {one["relation"]: one["url"] for one in bundle["link"]}
        if "next" not in links:
            break
        further = urlsplit(links["next"])
        assert links["next"].startswith("http")
        bundle = ask(f"{further.path.removeprefix('/fhir/')}?{further.query}")
    assert (len(seen), set(seen)) == (7, people)
    assert ask("Practitioner?name=person")["total"] == 7


def test_a_page_costs_as_many_queries_with_many_rows_as_with_few(directory_admin, practice):
    def cost(kind):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            directory_admin.http.get(f"/fhir/{kind}")
        return len(queries)

    def grow(start, end):
        for number in range(start, end):
            one = make.provider(f"P {number}", taxonomy=["207Q00000X"], languages=["en"])
            make.location(one)
            make.licence(one)
            place = make.organization(f"O {number}")
            make.location(place)
            make.membership(one, place)

    grow(0, 2)
    directory_admin.http.get("/fhir/Location")  # the session is touched once a minute
    few = {kind: cost(kind) for kind in KINDS}
    grow(2, 30)
    assert {kind: cost(kind) for kind in KINDS} == few


def test_a_membership_that_is_over_is_no_role(ask, stone, harbor):
    make.membership(stone, harbor, since=make.ago(days=9), until=make.ago(days=1))
    assert ask("PractitionerRole")["total"] == 0


def test_what_cannot_be_found_is_not_found(ask, harbor):
    for kind in ("Practitioner", "PractitionerRole", "Location"):
        assert ask(f"{kind}/{harbor.pk}", 404)["issue"][0]["code"] == "not-found"


@pytest.mark.parametrize("path", ["Patient", "Practitioner/me", "practitioner", "", "Location/1/2"])
def test_what_is_no_resource_is_said_as_fhir_says_it(ask, client, path):
    (issue,) = ask(path, 404)["issue"]
    assert "Practitioner, PractitionerRole, Organization, Location" in issue["diagnostics"]
    answer = client.get(f"/fhir/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/fhir+json")


def test_what_it_can_do_is_fhir_and_openapi_and_both_say_all_of_it(db, client):
    assert is_fhir(client.get("/fhir/metadata").json())
    told = client.get("/fhir/openapi.json").json()
    validate(told)
    assert told == json.loads(json.dumps(openapi()))
    (rest,) = capability()["rest"]
    for resource in rest["resource"]:
        kind = resource["type"]
        names = {one["name"] for one in resource["searchParam"]}
        asked = {one["name"] for one in told["paths"][f"/{kind}"]["get"]["parameters"]}
        assert names == set(SEARCHES[kind])
        assert asked == names | {"_count", "after", "_format"}


def test_each_documented_address_answers_and_each_answer_is_documented(ask, stone, harbor, role):
    names = ids(stone, harbor, role)
    own = {"Practitioner": "stone", "PractitionerRole": "role", "Organization": "harbor"}
    paths = openapi()["paths"]
    assert set(paths) == {"/metadata"} | {
        f"/{kind}{end}" for kind in KINDS for end in ("", "/{id}")
    }
    for path, operations in paths.items():
        kind = path.split("/")[1]
        address = path[1:].replace("{id}", str(names[own.get(kind, "place")]))
        told = ask(address)
        content = operations["get"]["responses"]["200"]["content"]["application/fhir+json"]
        assert content["schema"]["$ref"].endswith("/" + told["resourceType"])


def test_both_judges_see_what_is_wrong():
    naive = {"resourceType": "Practitioner", "id": "1", "name": [{"text": ""}], "npi": "1"}
    assert len(faults(naive)) >= 2
    with pytest.raises(AssertionError):
        is_fhir(naive)
