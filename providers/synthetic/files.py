"""The files, written row by row: as many as are asked for, without holding them."""

import csv
from contextlib import ExitStack
from random import Random

from providers.reading.columns import ENDPOINTS, LOCATIONS, NPPES, NUCC, OTHER_NAMES
from providers.synthetic.entries import entry
from providers.synthetic.mistakes import with_mistake
from providers.synthetic.specialties import OF_ORGANIZATIONS, OF_PERSONS

MAIN, SIDE_LOCATIONS = "npidata_pfile_synthetic.csv", "pl_pfile_synthetic.csv"
SIDE_NAMES, SIDE_ENDPOINTS = "othername_pfile_synthetic.csv", "endpoint_pfile_synthetic.csv"
CODES = "nucc_taxonomy_synthetic.csv"
COLUMNS = {
    MAIN: NPPES,
    SIDE_LOCATIONS: LOCATIONS,
    SIDE_NAMES: OTHER_NAMES,
    SIDE_ENDPOINTS: ENDPOINTS,
}


def write_nppes(folder, *, rows, seed, errors=0.0):
    """The main file and its three side files. How many rows of the main one have a mistake."""
    mistakes = 0
    with ExitStack() as open_files:
        to = {name: _writer(open_files, folder / name, COLUMNS[name]) for name in COLUMNS}
        for row in range(rows):
            one = entry(seed, row)
            cells = one.cells
            # Chances of their own: the rows without a mistake are the same, however many have one.
            if Random(f"wrong {seed}/{row}").random() < errors:  # noqa: S311
                cells, mistakes = with_mistake(cells, seed, row), mistakes + 1
            to[MAIN].writerow([cells.get(column, "") for column in NPPES])
            _write_sides(to, one)
    return mistakes


def _writer(open_files, path, columns):
    file = open_files.enter_context(path.open("w", newline="", encoding="utf-8"))
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(columns)
    return writer


def _write_sides(to, one):
    for name, lines in (
        (SIDE_LOCATIONS, one.locations),
        (SIDE_NAMES, one.other_names),
        (SIDE_ENDPOINTS, one.endpoints),
    ):
        for line in lines:
            to[name].writerow(line + [""] * (len(COLUMNS[name]) - len(line)))


def write_nucc(folder):
    """The codes that the other files have, as NUCC lays out its list."""
    with ExitStack() as open_files:
        writer = _writer(open_files, folder / CODES, NUCC)
        for code, (what, more, _) in sorted((OF_PERSONS | OF_ORGANIZATIONS).items()):
            shown = f"{more} {what}" if more else what
            section = "Individual" if code in OF_PERSONS else "Non-Individual"
            writer.writerow([code, "Synthetic", what, more, "", "", shown, section])
