"""100,000 rows of NPPES are read in well under two minutes, and memory does not grow with them."""

import time
import tracemalloc

import pytest

from providers.reading import Record, open_table, read, recognise
from tests.providers.reading.test_synthetic import MAIN, make

ROWS = 100_000
SECONDS, MEGABYTES = 60, 20
"""Of one core, beyond what Django takes; measured were 16 s and 6 MB."""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return make(tmp_path_factory.mktemp("many"), rows=ROWS, seed=1) / MAIN


def read_all(path, most=ROWS):
    with path.open("rb") as file:
        table = open_table(file, path.name)
        layout = recognise(table.header)
        found = 0
        for row in table.rows():
            found += isinstance(read(layout, row, header=table.header), Record)
            if found == most:
                break
        return found


@pytest.mark.long
@pytest.mark.timed
def test_a_hundred_thousand_rows_take_less_than_a_minute(path):
    start = time.process_time()
    assert read_all(path) == ROWS
    taken = time.process_time() - start
    print(f"{ROWS / taken:.0f} rows a second")  # noqa: T201
    assert taken < SECONDS


@pytest.mark.long
def test_memory_does_not_grow_with_the_file(path):
    peaks = []
    for most in (1_000, 20_000):
        tracemalloc.start()
        read_all(path, most)
        peaks.append(tracemalloc.get_traced_memory()[1] / 2**20)
        tracemalloc.stop()
    assert max(peaks) < MEGABYTES
    assert peaks[1] < peaks[0] + 1
