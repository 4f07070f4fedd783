"""The privacy officer's first page: how the ledger was found, as the database holds it."""

import pytest
from django.db import connection

from ledger import tasks
from ledger.heads import publish
from ledger.models import Verb
from tests import factories as make
from tests.ledger.conftest import tampering
from tests.pages.reading import words
from tests.roles import as_role

PAGE = "/officer/"


def checked():
    with as_role("clerk"):
        tasks.verify_ledger()


@pytest.fixture
def line(ana):
    return make.line(ana.client)


def test_a_ledger_that_nobody_checked_is_not_called_good(line, privacy_officer):
    page = words(privacy_officer.http.get(PAGE))
    assert "Never checked" in page
    assert "As it was written" not in page


def test_a_whole_ledger_is_called_so(line, privacy_officer):
    checked()
    page = words(privacy_officer.http.get(PAGE))
    assert "As it was written" in page
    assert "Lines 1 Differences 0" in page


def test_a_changed_line_is_told_with_its_place(line, ana, privacy_officer):
    with tampering() as run:
        run("update ledger_entry set reason = 'another' where id = %s", line.pk)
    checked()
    page = words(privacy_officer.http.get(PAGE))
    assert "Not as it was written" in page
    assert f"chain {ana.client.pk}, line 1: was changed" in page


def test_a_check_of_the_day_before_yesterday_is_not_enough(line, privacy_officer):
    found = {"lines": 1, "differences": 0, "first": []}
    make.line(None, verb=Verb.LEDGER_VERIFIED, detail=found, at=make.ago(hours=30))
    page = words(privacy_officer.http.get(PAGE))
    assert "Not checked since" in page
    assert "As it was written" not in page


def test_the_published_head_stands_there(line, privacy_officer):
    head = publish()
    assert str(head) in words(privacy_officer.http.get(PAGE))


def test_what_waits_is_counted(ana, line, privacy_officer):
    assert "Nothing waits for an answer" in words(privacy_officer.http.get(PAGE))
    make.complaint(ana.client, line, ana.user)
    assert "1 report waits for an answer" in words(privacy_officer.http.get(PAGE))


def test_only_an_officer_reads_what_a_check_found(line, therapist, privacy_officer, as_web):
    checked()
    seen = {}
    for who in (therapist, privacy_officer):
        with as_web(who.user), connection.cursor() as cursor:
            cursor.execute("select count(*) from ledger_entry where verb = 'ledger_verified'")
            [seen[who.user.name]] = cursor.fetchone()
    assert seen == {therapist.user.name: 0, privacy_officer.user.name: 1}
