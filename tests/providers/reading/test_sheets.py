"""A practice's spreadsheet: columns guessed and corrected, words understood or asked about."""

from datetime import date

import pytest

from providers.models.vocabulary import Profession
from providers.reading import SHEET_FIELDS, guess
from providers.reading.plain_words import CALLED as PROFESSIONS
from providers.reading.sheet_columns import CALLED
from tests.providers.reading.files import csv, table, taken

ANN = {
    "name": "Ann Lee",
    "profession": "Therapist",
    "npi": "1234567893",
    "email": "Ann@Example.org",
    "phone": "(503) 555-0100",
    "street": "12 Harbor Street",
    "city": "Portland",
    "state": "or",
    "postal_code": "97204",
    "languages": "English, Spanish",
    "taxonomy": "106H00000X",
    "licence_state": "OR",
    "licence_number": "T 12",
    "licence_ends": "2027-03-31",
    "organization": "Harbor",
    "organization_npi": "1245319599",
}


def sheet(**cells):
    row = ANN | cells
    return taken(table(csv(list(row), list(row.values()))), {name: name for name in row})


def record(**cells):
    records, errors = sheet(**cells)
    assert errors == []
    return records[0]


def errors(**cells):
    records, found = sheet(**cells)
    assert records == []
    return {error.column: (error.rule, error.fix) for error in found}


def test_a_row_is_a_person_who_works_somewhere():
    found = record()
    assert (found.of, found.key, found.adds_only) == ("provider", "npi:1234567893", False)
    assert found.facts == {
        "name": "Ann Lee",
        "profession": "therapist",
        "npi": "1234567893",
        "email": "ann@example.org",
        "phone": "+15035550100",
        "languages": ["en", "es"],
        "taxonomy": ["106H00000X"],
    }
    (place,) = found.locations
    assert (place["street"], place["state"], place["use"]) == ("12 Harbor Street", "OR", "practice")
    assert found.licences == [{"state": "OR", "number": "T 12", "ends": date(2027, 3, 31)}]
    assert found.workplace == {"name": "Harbor", "npi": "1245319599"}


def test_the_key_is_what_tells_people_apart_best():
    assert record(npi="").key == "email:ann@example.org"
    assert record(npi="", email="").key == "licence:OR-T 12"
    bare = {"npi": "", "email": "", "licence_number": "", "licence_state": "", "licence_ends": ""}
    assert record(**bare).key == "name:ann lee|97204"
    assert record(**bare, street="", city="", state="", postal_code="").key == "name:ann lee|"


ENGLISH = ["Full Name", "E-Mail", "Phone #", "ZIP", "License No.", "Expiration Date", "Practice"]
SPANISH = ["Nombre", "Apellidos", "Correo electrónico", "TELÉFONO", "Código postal", "Profesión"]


def test_columns_are_guessed_in_english_and_spanish():
    assert list(guess(ENGLISH)) == [
        "name", "email", "phone", "postal_code", "licence_number", "licence_ends", "organization",
    ]  # fmt: skip
    found = guess(SPANISH)
    assert found["first_name"] == "Nombre"
    assert found["last_name"] == "Apellidos"
    assert [found[one] for one in ("email", "phone", "postal_code", "profession")] == SPANISH[2:]
    assert guess(["Nombre", "Correo"]) == {"name": "Nombre", "email": "Correo"}
    assert guess(["Expires (DD/MM/YYYY)"]) == {"licence_ends_day_first": "Expires (DD/MM/YYYY)"}
    assert guess(["Shoe size", ""]) == {}


def test_every_field_is_guessed_from_its_own_name_and_no_word_means_two():
    assert guess(list(SHEET_FIELDS)) == {field: field for field in SHEET_FIELDS}
    words = [word.strip() for called in CALLED.values() for word in called.split(",")]
    assert len(words) == len(set(words))
    assert set(CALLED) == set(SHEET_FIELDS)


def test_a_column_that_is_not_matched_is_not_read():
    content = csv(["Name", "Profession", "NPI"], ["Ann", "Nurse", "wrong"])
    records, found = taken(table(content), {"name": "Name", "profession": "Profession"})
    assert found == []
    assert records[0].facts == {"name": "Ann", "profession": "nurse"}


NAMES = {
    "Stone, Miriam": ("Miriam Stone", None),
    "STONE, MIRIAM": ("Miriam Stone", None),
    "Miriam Stone, LMFT": ("Miriam Stone", "LMFT"),
    "NGUYEN, DO": ("Do Nguyen", None),
    "de la Cruz, María": ("María de la Cruz", None),
    "MIRIAM STONE, LMFT": ("Miriam Stone", "LMFT"),
    "Miriam Stone, Ph.D.": ("Miriam Stone", "Ph.D."),
    "MIRIAM O'BRIEN-MCDONALD": ("Miriam O'Brien-McDonald", None),
    "María de la Cruz": ("María de la Cruz", None),
}


@pytest.mark.parametrize("typed", NAMES)
def test_names_as_people_type_them(typed):
    facts = record(name=typed).facts
    assert (facts["name"], facts.get("credentials")) == NAMES[typed]


def test_a_name_in_two_columns_is_joined():
    assert record(name="", first_name="Ann", last_name="LEE").facts["name"] == "Ann LEE"
    for nobody in ("", ",", " , , "):
        assert errors(name=nobody)["name"][0] == "The row has no name"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Psychiatrist", "psychiatrist"),
        ("psychologist", "psychologist"),
        ("LMFT", "therapist"),
        ("L.C.S.W.", "social_worker"),
        ("Psicóloga", "psychologist"),
        ("Marriage & Family Therapist", "therapist"),
        ("substance_use_counsellor", "substance_use_counsellor"),
    ],
)
def test_professions_in_plain_words(typed, code):
    assert record(profession=typed).facts["profession"] == code


def test_each_profession_has_words_and_no_word_means_two():
    words = [word.strip() for called in PROFESSIONS.values() for word in called.split(",")]
    assert len(words) == len(set(words))
    assert set(PROFESSIONS) == set(Profession)
    for one in Profession:
        assert record(profession=str(one.label)).facts["profession"] == one.value


def test_a_profession_that_is_not_known_names_those_that_come_nearest():
    rule, fix = errors(profession="Psychiatrst")["profession"]
    assert rule == "We do not know this profession"
    assert fix.startswith("Enter one of these: Psychiatrist")


def test_a_profession_that_is_not_said_follows_from_codes_or_credentials():
    assert record(profession="").facts["profession"] == "therapist"
    assert record(profession="", taxonomy="", credentials="RN, MS").facts["profession"] == "nurse"
    assert "profession" in errors(profession="", taxonomy="")


DAYS = {
    "2027-03-31": (3, 31),
    "3/31/2027": (3, 31),
    "03/04/2027": (3, 4),
    "2027-03-31 00:00": (3, 31),
}


@pytest.mark.parametrize("typed", DAYS)
def test_dates_that_say_one_day(typed):
    month, day = DAYS[typed]
    assert record(licence_ends=typed).licences[0]["ends"] == date(2027, month, day)


@pytest.mark.parametrize(
    "typed", ["31/03/2027", "3/4/27", "03-04-2027", "03.04.2027", "2027-02-30", "March", "46112"]
)
def test_dates_that_could_be_another_day_are_refused(typed):
    rule, fix = errors(licence_ends=typed)["licence_ends"]
    assert "day" in rule
    assert "2027" in fix


@pytest.mark.parametrize("typed", ["03/04/2027", "3.4.2027", "03-04-2027", "2027-04-03"])
def test_a_column_with_the_day_first_is_read_so(typed):
    found = record(licence_ends="", licence_ends_day_first=typed)
    assert found.licences[0]["ends"] == date(2027, 4, 3)


@pytest.mark.parametrize("typed", ["03/31/2027", "31/3/27", "31/03-2027", "March", "46112"])
def test_what_is_no_day_with_the_day_first_is_refused(typed):
    rule, fix = errors(licence_ends="", licence_ends_day_first=typed)["licence_ends_day_first"]
    assert "day" in rule
    assert "2027" in fix


def test_a_zip_code_gets_its_zero_back_where_it_had_one():
    assert record(state="MA", postal_code="2139").locations[0]["postal_code"] == "02139"
    assert record(postal_code="972041234").locations[0]["postal_code"] == "97204-1234"
    assert "postal_code" in errors(postal_code="2139")
    assert "postal_code" in errors(state="MA", postal_code="213")


def test_an_address_abroad_needs_no_state():
    place = record(country="gb", state="", postal_code="EC1A 1BB").locations[0]
    assert (place["country"], place["state"], place["postal_code"]) == ("GB", "", "EC1A 1BB")


@pytest.mark.parametrize("part", ["street", "city", "state", "postal_code"])
def test_half_an_address_is_an_error(part):
    assert part in errors(**{part: ""})


def test_half_a_licence_is_an_error():
    assert "licence_state" in errors(licence_state="")
    assert "licence_number" in errors(licence_number="")


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("es", ["es"]),
        ("Español y inglés", ["es", "en"]),
        ("English/Korean & French", ["en", "ko", "fr"]),
    ],
)
def test_languages_by_name_or_code(typed, codes):
    assert record(languages=typed).facts["languages"] == codes


def test_a_language_that_is_not_known_is_asked_about():
    assert "Did you mean Spanish?" in errors(languages="Spannish")["languages"][0]


def test_all_that_is_wrong_is_said_and_a_plus_begins_a_number_from_abroad():
    wrong = errors(npi="12", email="x", phone="call", languages="Elvish", taxonomy="1", city="=A1")
    assert set(wrong) == {"npi", "email", "phone", "languages", "taxonomy", "city"}
    assert all(rule and fix for rule, fix in wrong.values())
    assert record(phone="+44 20 7946 0958").facts["phone"] == "+442079460958"


def test_characters_that_hide_something_are_refused():
    for hidden in ("\u202e", "\x01", "\x7f", "\ue000", "\u200b", "\u00ad"):
        assert "name" in errors(name=f"Ann{hidden}Lee")
    assert record(name="Ann\u00a0 Lee").facts["name"] == "Ann Lee"
    assert record(name="Jose\u0301").facts["name"] == "José"
