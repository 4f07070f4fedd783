"""Any bytes through the whole import: no crash, nothing half loaded, counts add up, all undone."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import example, given, settings
from hypothesis import strategies as some

from providers.actions import imports
from providers.models import (
    Import,
    Licence,
    Location,
    Membership,
    Organization,
    Provider,
    TaxonomyCode,
)
from providers.reading.columns import LOCATIONS, NPPES, NUCC
from tests.providers.importing.conftest import HELEN, OTTO, counts, sheet, worked
from tests.providers.reading.files import csv, filled
from tests.providers.reading.test_nppes import PERSON
from tests.providers.reading.workbooks import workbook

pytestmark = pytest.mark.django_db
DIRECTORY = [Provider, Organization, Location, Licence, Membership, TaxonomyCode]
PLACE = {
    "NPI": "1245319599",
    "Entity Type Code": "2",
    "Provider Organization Name (Legal Business Name)": "HARBOR",
}
CODE = {"Code": "103K00000X", "Grouping": "", "Classification": "Analyst", "Specialization": ""}
RIGHT = [
    sheet(HELEN + "Harbor", OTTO + "Harbor", OTTO),
    csv(NPPES, filled(NPPES, PERSON), filled(NPPES, PLACE)).encode(),
    csv(LOCATIONS, filled(LOCATIONS, {"NPI": "1234567893"})).encode(),
    csv(NUCC, filled(NUCC, CODE)).encode(),
    workbook(
        ["Name", "Profession", "E-mail"], ["Ann", "Nurse", "ann@example.org"], ["Bo", "md", ""]
    ),
]


def standing():
    """How much there is of each."""
    return {model.__name__: model.objects.count() for model in DIRECTORY}


def go_through(desk, content):
    """As far as the file goes: refused, or looked at; confirmed and run; taken back."""
    before = standing()
    try:
        one = desk.checked(content, adds_organizations=True)
    except ValidationError:
        assert not Import.objects.exists()
        assert standing() == before
        return
    assert standing() == before
    assert one.state in (Import.State.READY, Import.State.FAILED)
    if one.state == Import.State.FAILED:
        assert one.remark
        assert "our side" not in one.remark
        return
    foreseen = counts(one)
    assert sum(foreseen.values()) == one.total
    assert one.faults.exists() == bool(foreseen["wrong"])
    _run_and_undo(desk, one, before, foreseen)


def _run_and_undo(desk, one, before, foreseen):
    assert desk.confirm(one)
    worked()
    one.refresh_from_db()
    assert (one.state, counts(one)) == (Import.State.DONE, foreseen), one.remark
    entries = [Provider, Organization, TaxonomyCode]
    added = sum(standing()[model.__name__] - before[model.__name__] for model in entries)
    assert added >= foreseen["new"]
    assert one.layout == "sheet" or added == foreseen["new"]
    assert desk.do(imports.undo_import, one)
    worked()
    one.refresh_from_db()
    assert (one.state, one.kept) == (Import.State.UNDONE, 0)
    assert standing() | {"TaxonomyCode": 0} == before | {"TaxonomyCode": 0}


def in_a_transaction(desk, content):
    with transaction.atomic():
        go_through(desk, content)
        transaction.set_rollback(True)


@pytest.mark.parametrize("right", RIGHT)
def test_a_file_that_is_right_goes_all_the_way(desk, right):
    in_a_transaction(desk, right)


def test_any_bytes(desk):
    @settings(max_examples=60, deadline=None)
    @given(some.sampled_from([b"", b"Name\n", *RIGHT]), some.binary(max_size=300))
    @example(b"Name\n", b"\0" * 100)
    def gone_through(start, content):
        in_a_transaction(desk, start + content)

    gone_through()


def test_any_bytes_in_a_file_that_was_right(desk):
    @settings(max_examples=100, deadline=None)
    @given(some.sampled_from(RIGHT), some.data())
    def gone_through(right, data):
        content = bytearray(right)
        for _ in range(data.draw(some.integers(1, 4))):
            at = data.draw(some.integers(0, len(content)))
            until = at + data.draw(some.sampled_from([0, 0, 1, 20]))
            content[at:until] = data.draw(some.binary(max_size=3))
        in_a_transaction(desk, bytes(content))

    gone_through()


def test_any_words_in_the_cells_of_a_spreadsheet(desk):
    words = some.text(max_size=30) | some.sampled_from(
        ["Helen Park", "1234567893", "Therapist", "97204", "OR", "Harbor", "a@example.org", ","]
    )
    names = ["Name", "NPI", "E-mail", "Profession", "ZIP", "State", "Practice", "Languages"]

    @settings(max_examples=100, deadline=None)
    @given(some.lists(some.lists(words, min_size=8, max_size=8), max_size=6))
    def gone_through(rows):
        cells = [[cell.replace('"', "") for cell in row] for row in rows]
        in_a_transaction(desk, csv(names, *cells).encode("utf-8", "replace"))

    gone_through()
