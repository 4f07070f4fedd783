"""Workers that are killed at any moment: in the end it is as if nothing had happened."""

import random

import pytest

from ledger.models import Entry
from providers.actions.imports import cancel_import, undo_import
from providers.models import (
    Import,
    ImportFault,
    Licence,
    Location,
    Organization,
    Provider,
)
from providers.synthetic import write_nppes, write_nucc
from providers.synthetic.files import CODES, MAIN
from tests.attempts import run
from tests.providers.importing.conftest import counts
from tests.providers.importing.workers import is_busy, wait_for, work_to_the_end, worker

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]
ROWS, KILLS = 12_000, 10
SAID = ["name", "npi", "profession", "phone", "credentials", "taxonomy", "other_names"]


def outcome(one):
    """All that the import left behind, without ids and times."""
    return {
        "state": one.state,
        "counts": counts(one),
        "providers": sorted(map(str, Provider.objects.values_list(*SAID))),
        "licences": sorted(Licence.objects.values_list("provider__npi", "state", "number")),
        "places": sorted(map(str, Location.objects.values_list("provider__npi", "street", "use"))),
        "deeds": sorted(one.deeds.values_list("line", "made")),
        "faults": sorted(ImportFault.objects.filter(of=one).values_list("line", "column", "rule")),
        "lines": sorted(
            Entry.objects.filter(detail__import=str(one.pk)).values_list("verb", "detail__is__npi"),
            key=str,
        ),
    }


def confirmed(desk, folder):
    one = desk.checked((folder / MAIN).read_bytes(), MAIN)
    assert desk.confirm(one)
    return one


def killed_ten_times(one):
    """How often a worker died in the middle of something."""
    dice, deaths = random.Random(20261127), 0
    for number in range(KILLS):
        before = ROWS * number // (KILLS + 2)
        process = worker()
        wait_for(one, lambda found, before=before: found.rows > before or not is_busy(found))
        run("select pg_sleep(%s)", dice.random() * 0.4)
        process.kill()
        process.wait()
        process.stdout.close()
        deaths += is_busy(one)
    return deaths


def test_killed_ten_times_it_ends_as_if_it_had_run_once(desk, tmp_path):
    write_nppes(tmp_path, rows=ROWS, seed=7, errors=0.02)
    write_nucc(tmp_path)
    desk.imported((tmp_path / CODES).read_bytes(), CODES)
    one = confirmed(desk, tmp_path)
    assert killed_ten_times(one) == KILLS
    work_to_the_end()
    one.refresh_from_db()
    crashed = outcome(one)
    assert one.state == Import.State.DONE
    assert one.rows == ROWS
    assert crashed["counts"]["new"] == Provider.objects.count() + Organization.objects.count()
    desk.do(undo_import, one)
    work_to_the_end()
    assert (Provider.objects.count(), Organization.objects.count()) == (0, 0)
    again = confirmed(desk, tmp_path)
    work_to_the_end()
    again.refresh_from_db()
    assert outcome(again) == crashed


def test_two_workers_and_a_cancel_leave_whole_batches(desk, tmp_path):
    write_nppes(tmp_path, rows=ROWS, seed=8)
    write_nucc(tmp_path)
    desk.imported((tmp_path / CODES).read_bytes(), CODES)
    one = confirmed(desk, tmp_path)
    workers = [worker(), worker()]
    wait_for(one, lambda found: found.rows > ROWS // 4)
    assert desk.do(cancel_import, one)
    for process in workers:
        process.communicate(timeout=60)
    one.refresh_from_db()
    made = Provider.objects.count() + Organization.objects.count()
    assert one.state == Import.State.CANCELLED
    assert ROWS // 4 < one.rows < ROWS
    assert (one.new, one.deeds.count()) == (made, made)
    desk.do(undo_import, one)
    work_to_the_end()
    assert (Provider.objects.count(), Organization.objects.count()) == (0, 0)
