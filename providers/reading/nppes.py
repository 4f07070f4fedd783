"""The main file of NPPES: one row for each NPI that was ever given."""

from django.utils.translation import gettext as _

from providers.models.places import Location
from providers.models.vocabulary import Profession
from providers.reading.addresses import Columns, location
from providers.reading.cleaning import day, npi, phone, state, taxonomy_code, text
from providers.reading.columns import MAILING, PRACTICE, TAXONOMIES, address, speciality
from providers.reading.names import person, place
from providers.reading.records import Record
from providers.reading.specialties import kind_of, profession_of

NEEDED = [
    "NPI",
    "Entity Type Code",
    "Provider Organization Name (Legal Business Name)",
    "Provider Last Name (Legal Name)",
    "Provider First Name",
    "Healthcare Provider Taxonomy Code_1",
]
PERSON, ORGANIZATION = "1", "2"
NAME = [
    "Provider First Name",
    "Provider Middle Name",
    "Provider Last Name (Legal Name)",
    "Provider Name Suffix Text",
]
OTHER_NAME = [
    "Provider Other First Name",
    "Provider Other Middle Name",
    "Provider Other Last Name",
    "Provider Other Name Suffix Text",
]
PLACES = {
    Location.Use.PRACTICE.value: Columns(*address(PRACTICE)[:7]),
    Location.Use.MAILING.value: Columns(*address(MAILING)[:7]),
}
SPECIALITIES = [speciality(number) for number in TAXONOMIES]


def record(cells):
    """What the row says of a person or an organization."""
    number = needed_npi(cells)
    of = cells["Entity Type Code"]
    deactivated = _deactivation(cells)
    if not of and deactivated.get("npi_deactivated_on"):
        return _no_more_than_deactivated(cells, number, deactivated)
    if of not in (PERSON, ORGANIZATION):
        cells.wrong(
            "Entity Type Code",
            _("This is neither 1 nor 2"),
            _("Enter 1 for a person, 2 for an organization"),
        )
        return None
    codes, licences = _specialities(cells)
    who = _person(cells, codes) if of == PERSON else _organization(cells, codes)
    locations = [location(cells, at, use, place) for use, at in PLACES.items()]
    return Record(
        line=cells.line,
        of="provider" if of == PERSON else "organization",
        key=f"npi:{number}",
        facts={"npi": number} | who | _phone(cells) | deactivated,
        locations=[one for one in locations if one],
        licences=licences if of == PERSON else [],
    )


def needed_npi(cells):
    if not cells["NPI"]:
        cells.wrong("NPI", _("The row has no NPI"), _("Fill it in, or leave the row out"))
    return cells.take("NPI", npi)


def _no_more_than_deactivated(cells, number, deactivated):
    """All that NPPES still says of an NPI that is out of use."""
    return Record(
        line=cells.line,
        of="entry",
        key=f"npi:{number}",
        facts={"npi": number} | deactivated,
        adds_only=True,
    )


def _deactivation(cells):
    ended, again = (
        cells.take("NPI Deactivation Date", day),
        cells.take("NPI Reactivation Date", day),
    )
    if ended and again and again >= ended:
        return {"npi_deactivated_on": None}
    return {"npi_deactivated_on": ended} if ended else {}


def _person(cells, codes):
    if not cells["Provider Last Name (Legal Name)"]:
        cells.wrong(
            "Provider Last Name (Legal Name)", _("A person needs a name"), _("Fill in the name")
        )
    other = _name(cells, OTHER_NAME) if cells["Provider Other Last Name"] else ""
    facts = {
        "name": _name(cells, NAME),
        "credentials": cells.take("Provider Credential Text", text, 60),
        "profession": profession_of(codes[0]) if codes else Profession.OTHER.value,
        "taxonomy": codes,
        "other_names": [other] if other else [],
    }
    return {name: fact for name, fact in facts.items() if fact}


def _name(cells, columns):
    name = person(*[cells.take(column, text, 100) for column in columns])
    if len(name) > 200:
        cells.wrong(columns[2], _("This name is longer than 200 characters"), _("Make it shorter"))
    return name


def _organization(cells, codes):
    column = "Provider Organization Name (Legal Business Name)"
    if not cells[column]:
        cells.wrong(column, _("An organization needs a name"), _("Fill in the name"))
    return {"name": place(cells.take(column)), "kind": kind_of(codes[0]) if codes else "other"}


def _specialities(cells):
    """Taxonomy codes, the main one first, and the licences that go with them."""
    codes, first, licences = [], "", {}
    for code_at, number_at, state_at, main_at in SPECIALITIES:
        code = cells.take(code_at, taxonomy_code)
        if code and cells[main_at].upper() == "Y":
            first = first or code
        codes.append(code)
        number, of_state = cells.take(number_at, text, 40), cells.take(state_at, state)
        if cells[number_at] and not cells[state_at]:
            cells.wrong(state_at, _("A licence needs its state"), _("Enter its two letters"))
        if number and of_state:
            licences[of_state, number] = {"state": of_state, "number": number}
    return [code for code in dict.fromkeys([first, *codes]) if code], list(licences.values())


def _phone(cells):
    """Where clients come."""
    found = cells.take(PLACES[Location.Use.PRACTICE.value].phone, phone)
    return {"phone": found} if found else {}
