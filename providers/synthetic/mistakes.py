"""Mistakes as files have them; every one breaks a rule of the directory."""

from random import Random

from providers.reading.columns import PRACTICE, address

STREET, _SUITE, TOWN, STATE, ZIP, _COUNTRY, PHONE, _FAX = address(PRACTICE)
OF_ANYBODY = {
    "NPI": lambda npi: npi[:9] + str((int(npi[9]) + 1) % 10),
    "Entity Type Code": lambda _: "7",
    STREET: lambda _: "",
    TOWN: lambda _: '=HYPERLINK("http://example.org")',
    STATE: lambda _: "ZZ",
    ZIP: lambda _: "12",
    PHONE: lambda _: "CALL US",
    "NPI Deactivation Date": lambda _: "31/31/2020",
}


def with_mistake(cells, seed, row):
    """The same cells but for one that is wrong."""
    chance = Random(f"mistake {seed}/{row}")  # noqa: S311 - the same again is what is wanted
    column = chance.choice([name for name in OF_ANYBODY if cells.get(name)] or ["NPI"])
    return cells | {column: OF_ANYBODY[column](cells[column])}
