"""Addresses and licences of a row against those of the entry: added or updated, never removed."""

from ledger.ids import uuid7

PLACE = ("use", "street", "city", "state", "country")
"""By what an address is the same one."""
LICENCE = ("state", "number")


def parts_of(row, entry):
    """What is new or differs; the entry says so from now on."""
    found = [_part("location", PLACE, said, entry["locations"]) for said in row.locations]
    found += [_part("licence", LICENCE, said, entry["licences"]) for said in row.licences]
    return [one for one in found if one]


def _part(part, key, said, there):
    same = next((one for one in there if _key(key, one) == _key(key, said)), None)
    if same is None:
        new = {"id": uuid7(), **said}
        there.append(new)
        now = {name: value for name, value in said.items() if value not in ("", None)}
        return {"part": part, "id": str(new["id"]), "made": True, "is": now}
    now = {
        name: value
        for name, value in said.items()
        if name not in key and value not in ("", None) and same.get(name) != value
    }
    if not now:
        return None
    same |= now
    return {"part": part, "id": str(same["id"]), "made": False, "is": now}


def _key(key, one):
    return [str(one.get(name) or "").casefold() for name in key]
