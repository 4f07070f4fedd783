"""Whom a row means: somebody who is in the directory already, somebody new, or we cannot tell."""

from django.utils.translation import gettext as _

from providers.reading import RowError


class Refused(Exception):
    """The row cannot be taken, and what to do about it."""

    def __init__(self, column, value, rule, fix):
        super().__init__(rule)
        self.said = (column, value, rule, fix)

    def fault(self, line, columns):
        """The error of a row; a field of a sheet goes by the name of its column there."""
        field, *said = self.said
        return RowError(line, columns.get(field, field), *said)


def entry_meant(known, row, *, is_sheet):
    """The entry that the row is about, as the directory has it, or None for a new one."""
    npi = row.facts.get("npi", "") or (row.key[4:] if row.key.startswith("npi:") else "")
    if npi and (entry := _with_npi(known, row, npi)):
        return entry
    if is_sheet:
        return _one_of(known, row, npi)
    if row.adds_only and "npi_deactivated_on" not in row.facts:
        raise Refused(
            "NPI",
            npi,
            _("Nobody in the directory has this NPI"),
            _("Import the main file first, or leave the row out"),
        )
    return None


def _with_npi(known, row, npi):
    person, place = _entry(known, known.npi[npi]), _entry(known, known.place_npi[npi])
    if row.of == "entry":
        return person or place
    if row.of == "provider" and place:
        rule = _("This is the NPI of an organization: %(name)s") % {"name": place["name"]}
        raise Refused("NPI", npi, rule, _("Look which of the two is right"))
    if row.of == "organization" and person:
        rule = _("This is the NPI of a person: %(name)s") % {"name": person["name"]}
        raise Refused("NPI", npi, rule, _("Look which of the two is right"))
    return person or place


def _entry(known, ids):
    entry = known.entries[next(iter(ids))] if ids else None
    if entry and entry.get("merged_into_id"):
        raise Refused(
            "NPI",
            entry["npi"],
            _("This NPI is of an entry that was merged into another one"),
            _("Leave the row out, or undo the merge first"),
        )
    return entry


def _one_of(known, row, npi):
    """By what a sheet says besides the NPI, in the order of trust; two NPIs are two people."""
    for column, ids in _ways(known, row):
        found = [known.entries[pk] for pk in ids if not (npi and known.entries[pk]["npi"])]
        if len(found) > 1:
            raise Refused(
                column,
                row.facts["name"],
                _("Several entries of the directory could be this person"),
                _("Enter the NPI of the one that you mean"),
            )
        if found:
            return found[0]
    return None


def _ways(known, row):
    family = row.facts["name"].casefold().split()[-1]

    def of_the_family(ids):
        return {pk for pk in ids if family in known.entries[pk]["name"].casefold().split()}

    if email := row.facts.get("email"):
        yield "email", of_the_family(known.email[email])
    for licence in row.licences:
        key = licence["state"], licence["number"]
        yield "licence_number", of_the_family(known.licence[key])
    here = {one["postal_code"][:5] for one in row.locations}
    namesakes = known.name[row.facts["name"].lower()]
    yield "name", {pk for pk in namesakes if _meet(here, _zips(known, pk))}


def _meet(here, there):
    """Namesakes are one where they share a ZIP code, or where neither has any."""
    return bool(here & there) or not (here or there)


def _zips(known, pk):
    return {one["postal_code"][:5] for one in known.entries[pk]["locations"]}


def workplace_meant(known, said, *, may_be_new):
    """The organization by its NPI or its exact name; None where a new one is to be made."""
    ids = known.place_npi[said["npi"]] if said["npi"] else known.place_name[said["name"]]
    if said["npi"] and not ids and said["name"]:
        named = known.place_name[said["name"]]
        ids = {pk for pk in named if not known.entries[pk].get("npi")}
    column = "organization"
    value = said["name"] or said["npi"]
    if len(ids) > 1:
        rule = _("Several organizations of the directory have this name")
        raise Refused(column, value, rule, _("Enter the NPI of the one that you mean"))
    if not ids and not (may_be_new and said["name"]):
        raise Refused(
            column,
            value,
            _("This organization is not in the directory"),
            _("Add it first, or let the import add organizations that are missing"),
        )
    place = _entry(known, ids)
    if place and not place["is_active"]:
        rule = _("This organization is deactivated")
        raise Refused(column, value, rule, _("Put it back into use first, or choose another one"))
    return place
