"""What each row of a batch would do to the directory, or why it cannot."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ledger.ids import uuid7
from providers.importing.known import Known
from providers.importing.matching import Refused, entry_meant, workplace_meant
from providers.importing.parts import parts_of
from providers.models import Profession
from providers.reading import Layout, Record

NEW, CHANGED, SAME, WRONG = "new", "changed", "same", "wrong"
GUESSED = {"profession": Profession.OTHER, "kind": "other"}
"""What NPPES does not say: we infer it for new entries, and know better for those that are here."""
ADDED_TO = ("other_names",)
KEPT = {
    "provider": {
        "name", "other_names", "credentials", "profession", "taxonomy", "languages", "npi",
        "npi_deactivated_on", "email", "secure_email", "phone",
    },
    "organization": {"name", "kind", "npi", "npi_deactivated_on", "phone"},
}  # fmt: skip
"""What an import may say of an entry; its standing is not among it."""


@dataclass
class Plan:
    """One row: what it comes to, and what is to be written."""

    line: int
    verdict: str
    who: str = ""
    deeds: list = field(default_factory=list)
    faults: list = field(default_factory=list)
    joins: str = ""
    """The name of the organization where a membership begins."""


class Planner:
    """Goes through the rows of one batch in their order; a row sees what those before it do."""

    def __init__(self, one, rows):
        self.adds_organizations = one.adds_organizations
        self.is_sheet = one.layout == Layout.SHEET.value
        self.columns = one.mapping
        self.rows = rows
        self.known = Known(rows)

    @property
    def joining(self):
        """Providers here already whom a row names a workplace for: locked before all else."""
        if not any(isinstance(one, Record) and one.workplace for one in self.rows):
            return set()
        return self.known.providers

    def plans(self):
        self.known.load()
        return [self._plan(row) for row in self.rows]

    def _plan(self, row):
        if not isinstance(row, Record):
            return Plan(row[0].line, WRONG, faults=row)
        if row.of == "taxonomy":
            return self._code(row)
        who = row.facts.get("name", "") or row.key.partition(":")[2]
        try:
            self._check_codes(row)
            entry = entry_meant(self.known, row, is_sheet=self.is_sheet)
            place, new_place = self._workplace(row, entry)
        except Refused as refused:
            return Plan(row.line, WRONG, who, faults=[refused.fault(row.line, self.columns)])
        if entry is None and row.adds_only:
            return Plan(row.line, SAME, who)
        return self._written(row, entry, place, new_place, who)

    def _code(self, row):
        known = self.known.taxonomy.get(row.facts["code"])
        if known == row.facts["label"]:
            return Plan(row.line, SAME, row.facts["label"])
        self.known.taxonomy[row.facts["code"]] = row.facts["label"]
        deed = {"of": "taxonomy", "line": row.line, "is": row.facts}
        verdict = NEW if known is None else CHANGED
        return Plan(row.line, verdict, row.facts["label"], deeds=[deed])

    def _check_codes(self, row):
        for code in row.facts.get("taxonomy", []):
            if code not in self.known.codes:
                raise Refused(
                    "taxonomy",
                    code,
                    _("This code is not on our list of specialties"),
                    _("Import the newest list of NUCC first, then this file again"),
                )

    def _workplace(self, row, entry):
        """The organization that a membership begins at, and the deed that makes it where it is
        not here yet; nothing where they belong to it already."""
        if not row.workplace:
            return None, None
        place = workplace_meant(self.known, row.workplace, may_be_new=self.adds_organizations)
        if place is None:
            return self._new_place(row)
        belongs = self.known.memberships[entry["id"], place["id"]] if entry else set()
        if True in belongs:
            return None, None
        if belongs:
            raise Refused(
                "organization",
                place["name"],
                _("They belonged to this organization, and that has ended"),
                _("Begin it again on their page if they are back, or leave the workplace empty"),
            )
        return place, None

    def _new_place(self, row):
        facts = {name: value for name, value in row.workplace.items() if value}
        place = {"id": uuid7(), "of": "organization", "is_active": True, **row.workplace}
        self._remember(place, self.known.place_npi, self.known.place_name)
        return place, _deed(row.line, place, made=True, now=facts, parts=[])

    def _remember(self, entry, by_npi, by_name):
        entry |= {"locations": [], "licences": []}
        self.known.entries[entry["id"]] = entry
        if entry.get("npi"):
            by_npi[entry["npi"]].add(entry["id"])
        by_name[entry["name"]].add(entry["id"])

    def _written(self, row, entry, place, new_place, who):
        made = entry is None
        if made:
            entry = {"id": uuid7(), "of": row.of, "locations": [], "licences": []}
        now = _differing(row, entry, made=made, is_sheet=self.is_sheet)
        parts = parts_of(row, entry)
        entry |= now
        if made:
            self.known.entries[entry["id"]] = entry
        deed = _deed(row.line, entry, made=made, now=now, parts=parts)
        if place:
            deed["joins"] = str(place["id"])
            self.known.memberships[entry["id"], place["id"]].add(True)
        if not (now or parts or place):
            return Plan(row.line, SAME, who)
        verdict = NEW if made else CHANGED
        deeds = [one for one in (new_place, deed) if one]
        return Plan(row.line, verdict, who, deeds, joins=place["name"] if place else "")


def _deed(line, entry, *, made, now, parts):
    facts = {"of": entry["of"], "id": str(entry["id"]), "line": line, "made": made, "joins": None}
    return facts | {"is": now, "parts": parts}


def _differing(row, entry, *, made, is_sheet):
    """The facts that the row says and the entry does not."""
    facts = {name: fact for name, fact in row.facts.items() if name in KEPT[entry["of"]]}
    if not made:
        if entry.get("user_id"):
            facts.pop("email", None)
        for name, unknown in GUESSED.items():
            if not is_sheet and entry.get(name) != unknown:
                facts.pop(name, None)
        for name in ADDED_TO:
            if more := facts.get(name):
                facts[name] = list(dict.fromkeys([*entry.get(name, []), *more]))
    if facts.get("phone") and entry.get("said_phone"):
        facts["said_phone"] = ""
    return {name: fact for name, fact in facts.items() if made or entry.get(name) != fact}
