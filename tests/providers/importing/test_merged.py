"""An import and entries that are one: found after it, and left alone by it."""

import pytest
from django.urls import reverse

from providers import duplicates
from providers.models import Provider
from tests import factories as make
from tests.pages.reading import words
from tests.providers.importing.conftest import HELEN, NPI, counts, sheet
from tests.roles import as_web

HELLEN = HELEN.replace("Helen Park", "Hellen Park").replace("helen@", "hellen@")


def at_harbor(name):
    entry = make.provider(name)
    make.location(entry, postal_code="97204")
    return entry


@pytest.fixture
def pairs(desk):
    """The names of those that may be one, with an entry that the import made."""

    def names(one):
        with as_web(desk.user):
            found = duplicates.pairs_after(Provider, made_by=one).pairs
        return sorted(sorted((pair.one.name, pair.other.name)) for pair in found)

    return names


def test_who_was_there_already_is_found_and_others_are_not(desk, directory_admin, pairs):
    at_harbor("Helen Park")
    for name in ("Jon Smith", "John Smith"):
        at_harbor(name)
    one = desk.imported(sheet(HELLEN))
    assert counts(one)["new"] == 1
    assert pairs(one) == [["Helen Park", "Hellen Park"]]
    shown = words(directory_admin.http.get(reverse("import_page", args=[one.pk])))
    assert "Look whether some of them were in the directory already" in shown
    listed = directory_admin.http.get(reverse("duplicate_list"), {"import": str(one.pk)})
    assert "Hellen Park" in words(listed)
    assert "Jon Smith" not in words(listed)


def test_two_rows_of_one_file_are_found_once(desk, pairs):
    another = HELEN.replace(NPI, "").replace("helen@", "park@").replace("Helen Park", "Helena Park")
    one = desk.imported(sheet(HELLEN, another))
    assert counts(one)["new"] == 2
    assert pairs(one) == [["Helena Park", "Hellen Park"]]


def test_an_absorbed_entry_is_nobody_whom_a_row_means(desk):
    survivor = make.provider("Helen Park", email="helen@example.org")
    absorbed = make.provider("Helen Park", email="helen@example.org", standing="unverified")
    make.change(absorbed, merged_into=survivor, standing="suspended")
    one = desk.imported(sheet(HELEN))
    assert counts(one) == {"new": 0, "changed": 1, "same": 0, "wrong": 0}
    survivor.refresh_from_db()
    assert survivor.npi == NPI


def test_an_npi_that_an_absorbed_entry_kept_is_an_error_of_the_row(desk):
    survivor = make.provider("Helen Park")
    absorbed = make.provider("Helen Park", npi=NPI, standing="unverified")
    make.change(absorbed, merged_into=survivor, standing="suspended")
    one = desk.checked(sheet(HELEN))
    assert counts(one) == {"new": 0, "changed": 0, "same": 0, "wrong": 1}
    assert "merged into another one" in one.faults.get().rule
