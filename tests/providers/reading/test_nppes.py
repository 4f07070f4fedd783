from datetime import date

from providers.reading import Layout, recognise
from providers.reading.columns import ENDPOINTS, LOCATION, LOCATIONS, NPPES, OTHER_NAMES
from tests.providers.reading.files import csv, filled, table, taken

PERSON = {
    "NPI": "1234567893",
    "Entity Type Code": "1",
    "Provider Last Name (Legal Name)": "O'BRIEN-LEE",
    "Provider First Name": "MARY ANN",
    "Provider Name Prefix Text": "DR.",
    "Provider Credential Text": "M.D.",
    "Healthcare Provider Taxonomy Code_1": "207Q00000X",
    "Provider License Number_1": "MD 12",
    "Provider License Number State Code_1": "MA",
    "Healthcare Provider Taxonomy Code_2": "2084P0800X",
    "Healthcare Provider Primary Taxonomy Switch_2": "Y",
    "Provider First Line Business Practice Location Address": "12 NW HARBOR ST",
    "Provider Second Line Business Practice Location Address": "STE 4B",
    "Provider Business Practice Location Address City Name": "WEST NEWTON",
    "Provider Business Practice Location Address State Name": "MA",
    "Provider Business Practice Location Address Postal Code": "021391234",
    "Provider Business Practice Location Address Country Code (If outside U.S.)": "US",
    "Provider Business Practice Location Address Telephone Number": "6175550100",
}
PRACTICE = {
    "use": "practice",
    "street": "12 NW Harbor St",
    "more": "Ste 4B",
    "city": "West Newton",
    "state": "MA",
    "postal_code": "02139-1234",
    "country": "US",
    "phone": "+16175550100",
}
TEN = {"NPI": "1234567893"}


def main(**cells):
    return table(csv(NPPES, filled(NPPES, PERSON | cells)))


def only(columns, cells):
    records, errors = taken(table(csv(columns, filled(columns, cells))))
    assert errors == []
    return records[0]


def test_the_main_file_has_330_columns():
    assert len(NPPES) == len(set(NPPES)) == 330
    assert recognise(NPPES) is Layout.NPPES


def test_a_person_is_read_as_people_write_them():
    record = only(NPPES, PERSON)
    assert (record.line, record.of, record.key) == (2, "provider", "npi:1234567893")
    assert record.facts == {
        "npi": "1234567893",
        "name": "Mary Ann O'Brien-Lee",
        "credentials": "M.D.",
        "profession": "psychiatrist",
        "taxonomy": ["2084P0800X", "207Q00000X"],
        "phone": "+16175550100",
    }
    assert record.locations == [PRACTICE]
    assert record.licences == [{"state": "MA", "number": "MD 12"}]
    assert not record.adds_only


def test_an_organization_is_read():
    cells = {
        "NPI": "1245319599",
        "Entity Type Code": "2",
        "Provider Organization Name (Legal Business Name)": "HARBOR HOUSE OF CARE, LLC",
        "Healthcare Provider Taxonomy Code_1": "261QR0405X",
    }
    record = only(NPPES, cells)
    assert record.of == "organization"
    name = "Harbor House of Care, LLC"
    assert record.facts == {"npi": "1245319599", "name": name, "kind": "programme"}


def test_a_row_of_a_deactivated_npi_says_since_when():
    record = only(NPPES, TEN | {"NPI Deactivation Date": "03/31/2024"})
    assert record.facts == {"npi": TEN["NPI"], "npi_deactivated_on": date(2024, 3, 31)}
    assert record.adds_only
    assert record.of == "entry"


def test_side_files_add_to_the_entry_with_the_npi():
    cells = ["1 SIDE RD", "", "LYNN", "MA", "01901", "US", "6175550101"]
    further = only(LOCATIONS, TEN | dict(zip(LOCATION, cells, strict=False)))
    assert further.locations[0]["street"] == "1 Side Rd"
    name = only(OTHER_NAMES, TEN | {"Provider Other Organization Name": "HARBOR"})
    assert name.facts == {"other_names": ["Harbor"]}
    direct = {"Endpoint Type": "DIRECT", "Endpoint": "Ann@Direct.example.org"}
    endpoint = only(ENDPOINTS, TEN | direct)
    assert endpoint.facts == {"secure_email": "ann@direct.example.org"}
    for one in (further, name, endpoint):
        assert (one.of, one.key, one.adds_only) == ("entry", "npi:1234567893", True)


def test_everything_that_is_wrong_with_a_row_is_said():
    column = "Provider Business Practice Location Address State Name"
    records, errors = taken(main(**{"NPI": "1234567890", column: "XX"}))
    assert records == []
    assert [(error.line, error.column, error.value) for error in errors] == [
        (2, "NPI", "1234567890"),
        (2, column, "XX"),
    ]
    assert all(error.rule and error.fix for error in errors)
