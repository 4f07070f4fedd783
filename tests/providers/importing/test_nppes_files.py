"""Files of NPPES and NUCC against what is in the directory already."""

from datetime import date

import pytest

from providers.models import Organization, Provider, TaxonomyCode
from providers.reading.columns import ENDPOINTS, LOCATIONS, NPPES, NUCC
from tests import factories as make
from tests.providers.importing.conftest import NPI, OTHER_NPI, counts
from tests.providers.reading.files import csv, filled
from tests.providers.reading.test_nppes import PERSON

pytestmark = pytest.mark.django_db
NONE = {"new": 0, "changed": 0, "same": 0, "wrong": 0}
ORGANIZATION = {
    "NPI": OTHER_NPI,
    "Entity Type Code": "2",
    "Provider Organization Name (Legal Business Name)": "HARBOR CLINIC",
}


def nppes(*rows):
    return csv(NPPES, *[filled(NPPES, row) for row in rows]).encode()


def side(columns, *rows):
    return csv(columns, *[filled(columns, row) for row in rows]).encode()


def test_persons_and_organizations_come_in_and_stay_the_same(desk):
    assert counts(desk.imported(nppes(PERSON, ORGANIZATION))) == NONE | {"new": 2}
    assert Organization.objects.get().name == "Harbor Clinic"
    again = desk.imported(nppes(ORGANIZATION, PERSON))
    assert counts(again) == NONE | {"same": 2}


def test_what_we_call_somebody_is_better_than_a_guess(desk):
    make.provider("Whoever", npi=PERSON["NPI"], profession="couples_counsellor")
    desk.imported(nppes(PERSON))
    assert Provider.objects.get().profession == "couples_counsellor"


def test_an_npi_is_of_a_person_or_of_an_organization(desk):
    make.organization("Harbor Street", npi=PERSON["NPI"])
    make.provider("Otto Brandt", npi=OTHER_NPI)
    one = desk.imported(nppes(PERSON, ORGANIZATION))
    assert counts(one) == NONE | {"wrong": 2}
    rules = set(one.faults.values_list("rule", flat=True))
    assert rules == {
        "This is the NPI of an organization: Harbor Street",
        "This is the NPI of a person: Otto Brandt",
    }


def test_an_npi_out_of_use_is_noted_where_we_know_it(desk):
    make.provider("Otto Brandt", npi=OTHER_NPI)
    gone = {"NPI Deactivation Date": "05/23/2023"}
    one = desk.imported(nppes(gone | {"NPI": OTHER_NPI}, gone | {"NPI": NPI}))
    assert counts(one) == NONE | {"changed": 1, "same": 1}
    assert Provider.objects.get().npi_deactivated_on == date(2023, 5, 23)


def test_side_files_add_to_entries_that_are_here(desk):
    otto = make.provider("Otto Brandt", npi=OTHER_NPI)
    at = {
        "NPI": OTHER_NPI,
        LOCATIONS[1]: "9 ELM ST",
        LOCATIONS[3]: "BOSTON",
        LOCATIONS[4]: "MA",
        LOCATIONS[5]: "021390000",
    }
    one = desk.imported(side(LOCATIONS, at, at | {LOCATIONS[1]: "7 ELM ST"}, at | {"NPI": NPI}))
    assert counts(one) == NONE | {"changed": 2, "wrong": 1}
    assert {place.street for place in otto.locations.all()} == {"9 Elm St", "7 Elm St"}
    direct = {"NPI": OTHER_NPI, "Endpoint Type": "DIRECT", "Endpoint": "otto@direct.example"}
    assert counts(desk.imported(side(ENDPOINTS, direct))) == NONE | {"changed": 1}
    otto.refresh_from_db()
    assert otto.secure_email == "otto@direct.example"


def test_a_code_that_is_not_on_the_list_is_an_error_until_the_list_is_imported(desk):
    strange = "363A00000X"
    person = PERSON | {"Healthcare Provider Taxonomy Code_1": strange}
    one = desk.imported(nppes(PERSON, ORGANIZATION | {"NPI": NPI}, person | {"NPI": OTHER_NPI}))
    assert one.wrong >= 1
    assert "NUCC first" in one.faults.filter(line=4).get().fix
    code = {"Code": strange, "Grouping": "", "Classification": "Assistant", "Specialization": ""}
    assert desk.imported(side(NUCC, code)).new == 1
    assert TaxonomyCode.objects.get(pk=strange).label == "Assistant"
    again = desk.imported(side(NUCC, code | {"Grouping": "Other"}))
    assert counts(again) == NONE | {"same": 1}
    assert desk.imported(nppes(person | {"NPI": OTHER_NPI})).new == 1
