"""What is read passes every rule of the database: what it would refuse is an error before."""

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as some

from providers.models import Licence, Location, Organization, Provider, TaxonomyCode
from providers.reading.columns import NPPES, NUCC
from providers.reading.sheet_columns import SHEET_FIELDS
from tests.providers.reading.files import csv, filled, table, taken
from tests.providers.reading.test_nppes import PERSON
from tests.providers.reading.test_sheets import ANN
from tests.providers.reading.test_synthetic import MAIN, make, read_file

MODELS = {"provider": Provider, "organization": Organization, "taxonomy": TaxonomyCode}


def write(record):
    """As an import would: the row, its addresses, its licences."""
    if record.of == "entry":
        return
    for code in record.facts.get("taxonomy", []):
        TaxonomyCode.objects.get_or_create(code=code, defaults={"label": "Some"})
    entry = MODELS[record.of](**record.facts)
    entry.clean_fields(exclude=["credentials", "npi_deactivated_on"])
    entry.save(force_insert=record.of != "taxonomy")
    for one in record.locations:
        Location.objects.create(**{record.of: entry}, **one)
    for one in record.licences:
        Licence.objects.create(provider=entry, **one)


def write_and_undo(records):
    with transaction.atomic():
        for record in records:
            write(record)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_whole_file_with_mistakes_is_written(tmp_path):
    make(tmp_path, rows=400, seed=3, errors=0.2)
    for name in (MAIN, "practice.csv", "practice.xlsx"):
        records, _errors = read_file(tmp_path / name)
        write_and_undo(records)
    write_and_undo(read_file(tmp_path / "nucc_taxonomy_synthetic.csv")[0])


KNOWN = (
    "1234567893, US, MA, DE, 02139, 1, 2, Y, x@example.org, 12/31/2020, 12, 207Q00000X, "
    "6175550100, +44 20 7946 0958, 2020-02-30"
)
letters = some.text(max_size=250) | some.sampled_from(
    [*KNOWN.split(", "), *",.;-/", "\x00", "\u200b", "İ" * 199, "ŉ" * 60]
)


def cells_of(columns, start=()):
    given_cells = some.dictionaries(some.sampled_from(columns), letters, max_size=12)
    return given_cells.map(lambda cells: dict(start) | cells)


FILES = {
    "nppes": (NPPES, cells_of(NPPES[:80], PERSON)),
    "nucc": (NUCC, cells_of(NUCC, {"Code": "207Q00000X", "Display Name": "Family"})),
    "sheet": (list(SHEET_FIELDS), cells_of(list(SHEET_FIELDS), {"name": "A", "profession": "md"})),
}

LONG_IN = {
    "nppes": PERSON | {"Provider Other Last Name": "X"},
    "nucc": {"Code": "207Q00000X", "Classification": "Family"},
    "sheet": ANN,
}


@pytest.mark.django_db
@pytest.mark.parametrize("layout", FILES)
def test_any_cell_becomes_an_error_or_something_that_is_kept(layout):
    columns, cells = FILES[layout]

    @settings(max_examples=150, deadline=None)
    @given(cells)
    def written(cells):
        row = [cell.replace('"', "") for cell in filled(columns, cells)]
        content = csv(columns, row).encode("utf-8", "replace")
        records, errors = taken(table(content))
        assert records or errors or not any(cell.strip() for cell in row)
        write_and_undo(records)

    written()


@pytest.mark.django_db
@pytest.mark.parametrize("layout", FILES)
def test_a_cell_of_any_length_becomes_an_error_or_something_that_is_kept(layout):
    columns, _cells = FILES[layout]
    for column in columns[:80]:
        for letter in "Aİ7":
            for length in (41, 61, 101, 199, 200, 201, 301):
                cells = LONG_IN[layout] | {column: letter * length}
                records, errors = taken(table(csv(columns, filled(columns, cells))))
                assert records or errors
                write_and_undo(records)
