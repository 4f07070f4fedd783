"""The privacy officer looks for lines of the ledger."""

import csv
from datetime import timedelta
from io import StringIO
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coordination.presenters.ledger_search import ROWS
from ledger.models import Entry, Verb
from tests import factories as make
from tests.pages.reading import words

PAGE, FILE = "/officer/ledger/", "/officer/ledger/file/"


def looked(client):
    return Entry.objects.about(client.pk).filter(verb=Verb.LEDGER_READ)


def rows_of(response):
    """The lines of a file, without the heads."""
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))[1:]


@pytest.fixture
def opened(ana, psychiatrist, open_share, note):
    """That the psychiatrist opened the therapist's note, whose text nobody else may come upon."""
    make.change(note, body="canary-body")
    facts = {"by": psychiatrist.user, "subject": open_share, "releases": [psychiatrist.release]}
    return make.line(ana.client, verb=Verb.ITEM_DISCLOSED, **facts)


def test_without_a_client_no_client_is_named(ana, opened, privacy_officer):
    make.line(ana.client, verb=Verb.RELEASE_SIGNED, by=ana.user, reason="canary-reason")
    page = words(privacy_officer.http.get(PAGE))
    assert "Julian Okafor Item opened" in page
    assert "A client, or who acts for one Release signed" in page
    assert not [one for one in ("Moreno", "canary") if one in page]
    file = privacy_officer.http.get(FILE).content.decode()
    assert not [one for one in ("Moreno", "canary") if one in file]
    assert not looked(ana.client).exists()


def test_to_look_at_a_client_stands_in_their_history(ana, opened, privacy_officer):
    page = words(privacy_officer.http.get(PAGE, {"client": ana.client.pk}))
    assert "The lines about Ana Moreno" in page
    assert "Julian Okafor opened something" in page
    told = words(ana.http.get("/history/"))
    assert "The privacy officer, Tom Ashworth, looked at this history." in told


def test_each_search_is_a_line_and_a_reload_is_none(ana, opened, privacy_officer):
    for _again in range(2):
        privacy_officer.http.get(PAGE, {"client": ana.client.pk})
    privacy_officer.http.get(PAGE, {"client": ana.client.pk, "verb": Verb.ITEM_DISCLOSED})
    privacy_officer.http.get(FILE, {"client": ana.client.pk})
    assert [one.detail["sought"] for one in looked(ana.client).order_by("at")] == [
        {},
        {"verb": "item_disclosed"},
        {"as": "file"},
    ]


def test_an_older_part_of_a_client_is_a_look_as_well(ana, opened, privacy_officer):
    mark = f"{make.ahead(days=1).isoformat()}_{opened.pk}"
    privacy_officer.http.get(PAGE, {"client": ana.client.pk, "after": mark})
    assert looked(ana.client).count() == 1


def test_no_page_and_no_file_holds_what_was_written(ana, opened, open_share, privacy_officer):
    for page in (PAGE, FILE):
        for sought in ({}, {"client": ana.client.pk}, {"subject": open_share.pk}):
            assert "canary-body" not in privacy_officer.http.get(page, sought).content.decode()


def kinds(officer, **sought):
    return {row[2] for row in rows_of(officer.http.get(FILE, sought))}


def test_by_actor_verb_and_thing(ana, opened, open_share, therapist, privacy_officer):
    make.line(ana.client, verb=Verb.ITEM_SHARED, by=therapist.user, subject=open_share)
    make.line(ana.client, verb=Verb.CLIENT_REGISTERED, by=therapist.user)
    assert kinds(privacy_officer, actor=therapist.user.pk) == {"Item shared", "Client registered"}
    assert kinds(privacy_officer, verb=Verb.ITEM_DISCLOSED) == {"Item opened"}
    assert kinds(privacy_officer, subject=open_share.pk) == {"Item shared", "Item opened"}


def test_by_days(ana, privacy_officer):
    make.line(ana.client, at=make.ago(days=9))
    make.line(ana.client, verb=Verb.CLIENT_REGISTERED)
    week = make.TODAY - timedelta(days=5)
    assert kinds(privacy_officer, since=week) == {"Client registered"}
    assert kinds(privacy_officer, until=week) == {"Treatment started"}


def test_who_is_a_client_is_nobody_where_their_lines_are_not_asked_for(ana, privacy_officer):
    make.line(ana.client, by=ana.user)
    make.line(ana.client, verb=Verb.CLIENT_REGISTERED)
    assert len(kinds(privacy_officer, actor=ana.user.pk)) == 2
    theirs = kinds(privacy_officer, actor=ana.user.pk, client=ana.client.pk)
    assert theirs == {"Ana Moreno began the treatment."}


def test_page_after_page_comes_each_line_once(ana, privacy_officer):
    lines = [make.line(ana.client) for _line in range(2 * ROWS + 3)]
    seen, mark = [], ""
    for _page in range(3):
        found = privacy_officer.http.get(PAGE, {"after": mark}).context["found"]
        seen += [row.entry.pk for row in found.rows]
        mark = found.older
    assert seen == [one.pk for one in reversed(lines)]
    assert mark == ""


@pytest.mark.parametrize("mark", ["x", "2026-01-01_x", "2026-01-01T00:00:00_" + "0" * 32, "_" * 9])
def test_a_mark_that_is_none_begins_anew(ana, privacy_officer, mark):
    make.line(ana.client)
    assert "Treatment started" in words(privacy_officer.http.get(PAGE, {"after": mark}))


def test_no_cell_is_a_formula(ana, privacy_officer):
    make.change(privacy_officer.user, name="=HYPERLINK(1)")
    make.line(ana.client, by=privacy_officer.user, reason="@SUM(1)")
    [general] = rows_of(privacy_officer.http.get(FILE))
    rows = rows_of(privacy_officer.http.get(FILE, {"client": ana.client.pk}))
    assert general[1] == "'=HYPERLINK(1)"
    assert "'@SUM(1)" in [row[4] for row in rows]


def test_nobody_oversees_whom_they_act_for(leo, therapist, privacy_officer):
    make.representative(leo.client, user=privacy_officer.user, verified_by=therapist.provider)
    for page in (PAGE, FILE):
        answer = privacy_officer.http.get(page, {"client": leo.client.pk}, follow=True)
        assert "Ask another privacy officer" in words(answer)
        assert "Leo Castillo" not in answer.content.decode().split("<main")[1]


def test_people_are_found_by_a_part_of_their_name(ana, therapist, psychiatrist, privacy_officer):
    page = privacy_officer.http.post("/officer/people/", {"name": "mo"})
    assert f"{PAGE}?{urlencode({'client': ana.client.pk})}" in page.content.decode()
    assert "Miriam Stone" not in words(page)
    page = privacy_officer.http.post("/officer/people/", {"name": "Stone mir"})
    assert f"{PAGE}?{urlencode({'actor': therapist.user.pk})}" in page.content.decode()
    page = privacy_officer.http.post("/officer/people/", {"name": "x"})
    assert "Write two letters of the name or more" in words(page)
    assert not looked(ana.client).exists()


@pytest.mark.parametrize("with_client", [False, True])
def test_the_number_of_queries_does_not_grow(ana, privacy_officer, with_client):
    sought = {"client": ana.client.pk} if with_client else {}

    def queries_with(rows):
        for row in range(rows):
            staff = make.staff(f"Somebody {row}")
            make.line(ana.client, verb=Verb.ITEM_DISCLOSED, by=staff)
        privacy_officer.http.get(PAGE, sought)
        with CaptureQueriesContext(connection) as queries:
            privacy_officer.http.get(PAGE, sought)
        return len(queries)

    assert queries_with(2) == queries_with(12)
