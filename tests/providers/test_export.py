"""The directory as a file: the whole list, no formulas, a line in the ledger."""

import csv
import io
from datetime import date

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from hypothesis import given
from hypothesis import strategies as st

from accounts.streams import ActingStream
from ledger.models import Entry, Verb
from providers.spreadsheets import FORMULAS, begun, safe_cell, written
from tests import factories as make
from tests.attempts import value
from tests.roles import as_web

PROVIDERS = "/directory/providers.csv"
ORGANIZATIONS = "/directory/organizations.csv"


def rows(person, page):
    """The lines of the file, read as the site reads them: as `web`, after the request."""
    answer = person.http.get(page)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    with as_web(None):
        text = answer.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def park(practice):
    provider = make.provider(
        "Helen Park", profession="gp", npi="1234567893", npi_deactivated_on=date(2026, 1, 31),
        phone="+15035550100", email="park@example.org", languages=["en", "es"],
    )  # fmt: skip
    make.membership(provider, practice, since=make.ago(days=9))
    make.licence(provider)
    make.location(provider, use="mailing", street="PO Box 7")
    make.location(provider)
    return provider


def test_it_says_what_the_page_says(directory_admin, park):
    (row,) = [one for one in rows(directory_admin, PROVIDERS) if one["Name"] == "Helen Park"]
    assert row == {
        "Name": "Helen Park", "Credentials": "", "Profession": "Family doctor",
        "Standing": "Active", "NPI": "1234567893", "NPI deactivated on": "2026-01-31",
        "Taxonomy codes": "", "Languages": "English; Spanish", "Phone": "(503) 555-0100",
        "Secure e-mail address": "", "E-mail address": "park@example.org",
        "Organizations": "Harbor Street Practice", "Licences": "OR L4711",
        "Address": "12 Harbor Street, Portland, OR 97204",
        "Last looked after": row["Last looked after"], "Id": str(park.pk),
    }  # fmt: skip
    date.fromisoformat(row["Last looked after"])


def test_organizations_too_and_how_many_belong_there(directory_admin, park, practice):
    make.location(practice)
    (row,) = rows(directory_admin, ORGANIZATIONS)
    told = {row["Name"], row["Kind"], row["In use"], row["Providers"], row["Id"]}
    assert told == {"Harbor Street Practice", "Practice", "yes", "1", str(practice.pk)}


def test_all_of_the_list_and_only_what_its_filters_show(directory_admin, park):
    for number in range(60):
        make.provider(f"Person {number}", profession="nurse")
    assert len(rows(directory_admin, PROVIDERS)) == 61
    assert len(rows(directory_admin, f"{PROVIDERS}?profession=nurse")) == 60
    names = {one["Name"] for one in rows(directory_admin, f"{PROVIDERS}?words=park")}
    assert names == {"Helen Park"}
    text = directory_admin.http.get("/directory/?words=park").content.decode()
    assert f'href="{PROVIDERS}?words=park"' in text


def test_it_leaves_a_line_in_the_ledger(directory_admin, park):
    rows(directory_admin, f"{PROVIDERS}?words=park")
    line = Entry.objects.get(verb=Verb.DIRECTORY_EXPORTED)
    assert (line.actor, line.detail) == (
        directory_admin.user.pk, {"list": "providers", "sought": {"words": "park"}}
    )  # fmt: skip


@pytest.mark.parametrize("role", ["therapist", "privacy_officer", "ana"])
def test_nobody_else_gets_it(request, role):
    person = request.getfixturevalue(role)
    for page in (PROVIDERS, ORGANIZATIONS):
        assert person.http.get(page).status_code == 404
    assert not Entry.objects.filter(verb=Verb.DIRECTORY_EXPORTED).exists()


@pytest.mark.parametrize("begins", FORMULAS)
def test_a_formula_is_a_text(directory_admin, begins):
    make.provider(f"{begins}HYPERLINK(1)")
    (row,) = [one for one in rows(directory_admin, PROVIDERS) if "HYPERLINK" in one["Name"]]
    assert row["Name"].replace("\r", "\n") == f"'{begins}HYPERLINK(1)".replace("\r", "\n")


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]))), max_size=5))
def test_no_cell_begins_as_a_formula_and_every_text_comes_back(table):
    text = begun(["Head"]) + written(table)
    assert text.startswith("\ufeffHead\r\n")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))[1:]
    assert not [one for row in read for one in row if one.startswith(FORMULAS)]
    assert [row for row in read if row] == [[safe_cell(one) for one in row] for row in table if row]


def test_who_stops_a_download_leaves_nobody_acting(directory_admin):
    answer = ActingStream(directory_admin.user, lambda: iter(["one", "two"]))
    pieces = iter(answer)
    with as_web(None):
        next(pieces)
        assert value("select acting_user()") == directory_admin.user.pk
        request_finished.disconnect(close_old_connections)  # it would end the test's transaction
        answer.close()
        request_finished.connect(close_old_connections)
        assert value("select acting_user()") is None
