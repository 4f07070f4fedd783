"""A row of a practice's spreadsheet: one person, and where they work."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from providers.languages import code_of
from providers.models.places import Location
from providers.reading.addresses import Columns, location
from providers.reading.cleaning import (
    Bad,
    day,
    day_first,
    email,
    npi,
    phone,
    state,
    taxonomy_code,
    text,
)
from providers.reading.names import person
from providers.reading.plain_words import profession, profession_by
from providers.reading.records import Record
from providers.reading.sheet_columns import guess
from providers.reading.specialties import profession_of

MOST_CODES = 15
SPANISH = {
    "español": "es", "inglés": "en", "francés": "fr", "alemán": "de", "portugués": "pt",
    "italiano": "it", "ruso": "ru", "árabe": "ar", "coreano": "ko", "japonés": "ja",
    "mandarín": "cmn", "chinese": "cmn", "asl": "ase", "farsi": "fa", "creole": "ht",
}  # fmt: skip


class Mapped:
    """The cells of a row by field, through the mapping of fields to columns."""

    def __init__(self, cells, mapping):
        self.cells = cells
        self.mapping = mapping

    def __getitem__(self, name):
        return self.cells[self.mapping[name]] if name in self.mapping else ""

    def take(self, name, clean=text, *more):
        return self.cells.take(self.mapping[name], clean, *more) if self[name] else ""

    def wrong(self, name, rule, fix):
        self.cells.wrong(self.mapping.get(name, name), rule, fix)


def record(cells, mapping):
    row = Mapped(cells, guess(list(cells.header)) if mapping is None else mapping)
    name, credentials = _name(row)
    facts = {"name": name, "credentials": credentials or row.take("credentials", text, 60)}
    facts |= {"npi": row.take("npi", npi), "phone": row.take("phone", phone)}
    facts |= {one: row.take(one, email) for one in ("email", "secure_email")}
    facts |= {"taxonomy": row.take("taxonomy", _codes), "languages": row.take("languages", _spoken)}
    facts["profession"] = _profession(row, facts)
    at = Columns("street", "more", "city", "state", "postal_code", "country", "phone")
    found = location(row, at, Location.Use.PRACTICE.value)
    licences = _licences(row)
    return Record(
        line=cells.line,
        of="provider",
        key=_key(facts, licences, found),
        facts={name: fact for name, fact in facts.items() if fact},
        locations=[found] if found else [],
        licences=licences,
        workplace=_workplace(row),
    )


def _name(row):
    """The name and, where they follow it after a comma, the credentials."""
    parts = [row.take(one, text, 99) for one in ("first_name", "last_name")]
    name, _comma, more = (part.strip(" ,") for part in row.take("name").partition(","))
    credentials = more[:60] if _are_credentials(more, name) else ""
    if name or more:
        # "Stone, Miriam"
        parts = [name] if credentials else [more, name]
    if not any(parts) and not row.cells.errors:
        row.wrong("name", _("The row has no name"), _("Fill in the name, or leave the row out"))
    return person(*parts), credentials


def _are_credentials(more, name):
    """After a first and a last name, not after a last name alone."""
    letters = more.isupper() and (not name.isupper() or profession_by(more))
    return " " in name and (letters or re.match(r"([A-Z][a-z]{0,2}\.){2}", more))


def _profession(row, facts):
    """As the row says it; if it does not, as credentials or taxonomy codes say it."""
    if row["profession"]:
        return row.take("profession", profession)
    codes = facts["taxonomy"]
    found = (codes and profession_of(codes[0])) or profession_by(facts["credentials"])
    if not found:
        row.wrong(
            "profession",
            _("The row does not say what this person is"),
            _("Enter a profession, such as Therapist or Psychiatrist"),
        )
    return found


def _codes(value):
    codes = list(dict.fromkeys(map(taxonomy_code, re.split(r"[,;/\s]+", text(value, 400)))))
    if len(codes) > MOST_CODES:
        raise Bad(_("These are more than 15 codes"), _("Leave out those that matter least"))
    return codes


def _spoken(value):
    names = re.split(r"\s*(?:[,;/&]|\band\b|\by\b)\s*", text(value, 400))
    return list(dict.fromkeys(map(_language, filter(None, names))))


def _language(name):
    if code := SPANISH.get(name.casefold()):
        return code
    try:
        return code_of(name)
    except ValidationError as error:
        raise Bad(error.message, _("Enter English names with commas between")) from error


def _licences(row):
    number, of_state = row.take("licence_number", text, 40), row.take("licence_state", state)
    ends = row.take("licence_ends", day) or row.take("licence_ends_day_first", day_first)
    if not number:
        if row["licence_state"] or row["licence_ends"] or row["licence_ends_day_first"]:
            _half_a_licence(row, "licence_number", _("A licence needs its number"))
        return []
    if not row["licence_state"]:
        _half_a_licence(row, "licence_state", _("A licence needs its state"))
    found = {"state": of_state, "number": number}
    return [found | {"ends": ends} if ends else found]


def _half_a_licence(row, name, rule):
    if not row[name]:
        row.wrong(name, rule, _("Fill it in, or leave all of the licence empty"))


def _workplace(row):
    name, number = row.take("organization"), row.take("organization_npi", npi)
    return {"name": name, "npi": number} if name or number else None


def _key(facts, licences, found):
    """What tells this person from others best, of what the row says."""
    if facts["npi"]:
        return f"npi:{facts['npi']}"
    if facts["email"]:
        return f"email:{facts['email']}"
    if licences:
        return f"licence:{licences[0]['state']}-{licences[0]['number']}"
    return f"name:{facts['name'].casefold()}|{found['postal_code'][:5] if found else ''}"
