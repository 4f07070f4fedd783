"""The generator: the layout of NPPES, valid NPIs that are nobody's, the same again for a seed."""

import csv

import pytest
from django.core.management import CommandError, call_command

from providers.npi import validate_npi
from providers.reading import Layout, open_table, recognise
from providers.synthetic.numbers import npi
from tests.providers.reading.files import taken

LAYOUTS = {
    "npidata_pfile_synthetic.csv": Layout.NPPES,
    "pl_pfile_synthetic.csv": Layout.NPPES_LOCATIONS,
    "othername_pfile_synthetic.csv": Layout.NPPES_OTHER_NAMES,
    "endpoint_pfile_synthetic.csv": Layout.NPPES_ENDPOINTS,
    "nucc_taxonomy_synthetic.csv": Layout.NUCC,
    "practice.csv": Layout.SHEET,
    "practice.xlsx": Layout.SHEET,
}
MAIN = "npidata_pfile_synthetic.csv"


def make(folder, **options):
    call_command("make_nppes", folder, **options, verbosity=0)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make(tmp_path_factory.mktemp("nppes") / "new", rows=500, seed=7)


def read_file(path):
    with path.open("rb") as file:
        return taken(open_table(file, path.name))


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_file_has_its_layout_and_is_read_without_an_error(folder, name):
    with (folder / name).open("rb") as file:
        assert recognise(open_table(file, name).header) is LAYOUTS[name]
    records, errors = read_file(folder / name)
    assert errors == []
    assert len(records) >= 10


def test_the_files_make_no_other_layout(folder):
    assert {path.name for path in folder.iterdir()} == set(LAYOUTS)


def test_records_say_what_the_rows_say(folder):
    records, _errors = read_file(folder / MAIN)
    with (folder / MAIN).open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [record.facts["npi"] for record in records] == [row["NPI"] for row in rows]
    of = {"1": "provider", "2": "organization", "": "entry"}
    assert [record.of for record in records] == [of[row["Entity Type Code"]] for row in rows]
    assert {record.of for record in records} == set(of.values())
    for record, row in zip(records, rows, strict=True):
        last = row["Provider Last Name (Legal Name)"]
        assert record.of != "provider" or record.facts["name"].upper().endswith(last)
        assert len(record.locations) == (0 if record.of == "entry" else 2)


def test_the_same_seed_makes_the_same_files(folder, tmp_path):
    again = make(tmp_path / "again", rows=500, seed=7)
    other = make(tmp_path / "other", rows=500, seed=8)
    for name in LAYOUTS:
        if name.endswith(".csv"):
            assert (again / name).read_bytes() == (folder / name).read_bytes()
    assert (other / MAIN).read_bytes() != (folder / MAIN).read_bytes()


def test_npis_are_valid_nobodys_and_given_once():
    numbers = [npi(seed, row) for seed in range(3) for row in range(1000)]
    for number in numbers:
        validate_npi(number)
    assert {number[0] for number in numbers} == {"2"}
    assert len(set(numbers)) == len(numbers)


def test_as_many_rows_are_wrong_as_it_says(folder, tmp_path, capsys):
    call_command("make_nppes", tmp_path, rows=500, seed=7, errors=0.1)
    said = int(capsys.readouterr().out.split(", ")[1].split()[0])
    records, errors = read_file(tmp_path / MAIN)
    assert len({error.line for error in errors}) == said == 500 - len(records)
    assert 20 < said < 90
    right = {record.key: record for record in read_file(folder / MAIN)[0]}
    assert all(right[record.key] == record for record in records)


@pytest.mark.parametrize("options", [{"rows": -1}, {"errors": 2}, {"seed": -1}])
def test_senseless_options_are_refused(tmp_path, options):
    with pytest.raises(CommandError):
        make(tmp_path, **options)
