"""A hundred thousand rows, in time and in memory; the file is larger than the memory allowed."""

import time

import pytest

from providers.models import Import, Organization, Provider
from providers.synthetic import write_nppes, write_nucc
from providers.synthetic.files import CODES, MAIN
from tests.providers.importing.workers import work_to_the_end

pytestmark = [pytest.mark.long, pytest.mark.timed, pytest.mark.django_db(transaction=True)]
ROWS, SECONDS, MEGABYTES = 100_000, 600, 300


def pass_over(one):
    began = time.monotonic()
    megabytes = work_to_the_end()
    one.refresh_from_db()
    return time.monotonic() - began, megabytes


def test_a_hundred_thousand_rows(desk, tmp_path, capsys):
    mistakes = write_nppes(tmp_path, rows=ROWS, seed=1, errors=0.01)
    write_nucc(tmp_path)
    desk.imported((tmp_path / CODES).read_bytes(), CODES)
    with (tmp_path / MAIN).open("rb") as file:
        one = desk.keep(file, MAIN)
    checking, most = pass_over(one)
    desk.confirm(one)
    running, most_running = pass_over(one)
    with capsys.disabled():
        print(f"\ncheck {checking:.0f} s, {most} MB; run {running:.0f} s, {most_running} MB")  # noqa: T201
    assert (one.state, one.rows) == (Import.State.DONE, ROWS)
    assert (one.wrong, one.new) == (
        mistakes,
        Provider.objects.count() + Organization.objects.count(),
    )
    assert checking + running < SECONDS
    assert max(most, most_running) < MEGABYTES
