"""One invented entry of NPPES by its number: the same for the same seed, whatever came before."""

from random import Random
from typing import NamedTuple

from providers.reading.columns import MAILING, NPPES, PRACTICE, address, speciality
from providers.synthetic.numbers import npi
from providers.synthetic.specialties import OF_ORGANIZATIONS, OF_PERSONS
from providers.synthetic.words import FIRST, LAST, PLACES, STREETS, TOWNS

PLACE_OF = {name: place for place, name in enumerate(NPPES)}
PERSONS, WITH_ORGANIZATIONS = 0.8, 0.98
"""Up to which share are persons, and then organizations; the rest are out of use."""


class Entry(NamedTuple):
    npi: str
    of: str
    """`person`, `organization` or `deactivated`."""
    cells: dict
    locations: list
    other_names: list
    endpoints: list


def entry(seed, row):
    chance = Random(f"{seed}/{row}")  # noqa: S311 - the same again is what is wanted
    number, share = npi(seed, row), chance.random()
    if share < PERSONS:
        return _person(chance, number)
    if share < WITH_ORGANIZATIONS:
        return _organization(chance, number)
    cells = {"NPI": number, "NPI Deactivation Date": _day(chance)}
    return Entry(number, "deactivated", cells, [], [], [])


def _person(chance, number):
    first, middle, last = chance.choice(FIRST), chance.choice(FIRST), chance.choice(LAST)
    code = chance.choice(list(OF_PERSONS))
    cells = {
        "NPI": number,
        "Entity Type Code": "1",
        "Provider Last Name (Legal Name)": last.upper(),
        "Provider First Name": first.upper(),
        "Provider Middle Name": middle.upper() if chance.random() < 0.5 else "",
        "Provider Name Prefix Text": "DR." if chance.random() < 0.2 else "",
        "Provider Credential Text": OF_PERSONS[code][2],
        "Is Sole Proprietor": chance.choice("YNX"),
        "Provider Sex Code": chance.choice("FMX"),
    }
    if chance.random() < 0.1:
        cells |= {
            "Provider Other Last Name": chance.choice(LAST).upper(),
            "Provider Other First Name": first.upper(),
            "Provider Other Last Name Type Code": "1",
        }
    town = chance.choice(TOWNS)
    cells |= _common(chance, town) | _speciality(chance, 1, code, town[1])
    if chance.random() < 0.15:
        cells |= _speciality(chance, 2, chance.choice(list(OF_PERSONS)), town[1], "N")
    endpoints = [_direct(number, first, last)] if chance.random() < 0.05 else []
    return Entry(number, "person", cells, _further(chance, number), [], endpoints)


def _organization(chance, number):
    code = chance.choice(list(OF_ORGANIZATIONS))
    cells = {
        "NPI": number,
        "Entity Type Code": "2",
        "Provider Organization Name (Legal Business Name)": _place_name(chance),
        "Authorized Official Last Name": chance.choice(LAST).upper(),
        "Authorized Official First Name": chance.choice(FIRST).upper(),
        "Is Organization Subpart": "N",
        f"Healthcare Provider Taxonomy Code_{1}": code,
        f"Healthcare Provider Primary Taxonomy Switch_{1}": "Y",
    }
    cells |= _common(chance, chance.choice(TOWNS))
    names = [[number, _place_name(chance), "3"]] if chance.random() < 0.3 else []
    fhir = [number, "FHIR", "FHIR URL", f"https://fhir.example.org/{number}", "N"]
    endpoints = [fhir] if chance.random() < 0.05 else []
    return Entry(number, "organization", cells, _further(chance, number), names, endpoints)


def _place_name(chance):
    return f"{chance.choice(LAST)} {chance.choice(PLACES)}".upper()


def _common(chance, town):
    """Addresses and dates."""
    practice = _address(chance, town)
    mailing = practice if chance.random() < 0.7 else _address(chance, town)
    cells = dict(zip(address(PRACTICE), practice, strict=False))
    cells |= dict(zip(address(MAILING), mailing, strict=False))
    day = _day(chance)
    return cells | {"Provider Enumeration Date": day, "Last Update Date": day}


def _address(chance, town):
    name, state, zip_start, area = town
    street = f"{chance.randrange(1, 9999)} {chance.choice(STREETS)}"
    suite = f"STE {chance.randrange(1, 400)}" if chance.random() < 0.3 else ""
    postal_code = f"{zip_start}{chance.randrange(100):02}{chance.randrange(1, 9999):04}"
    phone = f"{area}55501{chance.randrange(100):02}"
    return [street.upper(), suite, name.upper(), state, postal_code, "US", phone]


def _speciality(chance, number, code, state, main="Y"):
    licence = f"SYN{chance.randrange(10**6):06}"
    return dict(zip(speciality(number), (code, licence, state, main), strict=True))


def _further(chance, number):
    if chance.random() >= 0.1:
        return []
    return [[number, *_address(chance, chance.choice(TOWNS))]]


def _direct(number, first, last):
    letters = "".join(letter for letter in f"{first}.{last}".lower() if letter.isalpha())
    mail = f"{letters}.{number}@direct.example.org"
    return [number, "DIRECT", "Direct Messaging Address", mail, "N"]


def _day(chance):
    return (
        f"{chance.randrange(1, 13):02}/{chance.randrange(1, 29):02}/{chance.randrange(2006, 2025)}"
    )
