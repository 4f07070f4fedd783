"""Unusual openings on the privacy officer's pages."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.ids import uuid7
from ledger.models import Verb
from tests import factories as make
from tests.pages.reading import words

PAGE = "/officer/unusual/"


@pytest.fixture(autouse=True)
def figures(settings):
    settings.UNUSUAL_OPENINGS, settings.UNUSUAL_WITHIN = 3, timedelta(minutes=10)
    settings.UNUSUAL_NIGHT = None


def many(client, by):
    """The line by which the three are known."""
    facts = {"verb": Verb.ITEM_DISCLOSED, "by": by.user}
    for minutes in (9, 8, 7):
        subject = ("coordination.share", uuid7())
        line = make.line(client.client, at=make.ago(minutes=minutes), subject=subject, **facts)
    return line


@pytest.fixture
def page(ana, psychiatrist, open_share, note):
    make.change(note, body="canary-body")
    return f"{reverse('officer_openings', args=[many(ana, psychiatrist).pk])}?rule=many"


def test_from_the_overview_to_what_was_found(page, privacy_officer):
    assert "1 waits to be looked into" in words(privacy_officer.http.get("/officer/"))
    listed = privacy_officer.http.get(PAGE)
    assert page in listed.content.decode()
    assert "Julian Okafor: Many in a short time 3 openings" in words(listed)
    answer = privacy_officer.http.post(page, {"verdict": "explained", "words": "A handover."})
    assert answer.url == PAGE
    assert "Nothing waits to be looked into." in words(privacy_officer.http.get(PAGE))
    told = words(privacy_officer.http.get(PAGE, {"state": "reviewed"}))
    assert "Many in a short time: There was a good reason A handover. Tom Ashworth" in told
    assert "A handover." in words(privacy_officer.http.get(page))


def test_each_row_leads_to_its_lines_and_names_no_client(page, ana, privacy_officer):
    shown = privacy_officer.http.get(page)
    assert words(shown).count("Item opened") == 3
    assert f"/officer/ledger/?client={ana.client.pk}" in shown.content.decode()
    seen = shown.content.decode() + privacy_officer.http.get(PAGE).content.decode()
    assert not [one for one in ("Moreno", "canary") if one in seen]


def test_the_rules_stand_there_with_their_figures(privacy_officer, settings):
    settings.UNUSUAL_BEFORE_STOP = timedelta(minutes=45)
    page = words(privacy_officer.http.get(PAGE))
    assert "3 or more within 10 minutes, by one person." in page
    assert "Within 45 minutes before that client stopped a permission." in page
    assert "At night" not in page


def test_what_is_missing_is_said_and_nothing_typed_is_lost(page, privacy_officer):
    answer = privacy_officer.http.post(page, {"verdict": "", "words": "I asked him."})
    assert "Choose what you found" in words(answer)
    assert "I asked him." in answer.content.decode()
    assert "Write in a sentence what you found" in words(
        privacy_officer.http.post(page, {"verdict": "wrong", "words": " "})
    )


@pytest.mark.parametrize("rule", ["", "night", "x"])
def test_by_another_rule_there_is_nothing(page, privacy_officer, rule):
    assert privacy_officer.http.get(page.replace("many", rule)).status_code == 404


def test_the_number_of_queries_does_not_grow(ana, privacy_officer):
    def queries_with(rows):
        for row in range(rows):
            staff = make.staff(f"Somebody {row}")
            many(ana, type("By", (), {"user": staff}))
        privacy_officer.http.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            privacy_officer.http.get(PAGE)
        return len(queries)

    assert queries_with(1) == queries_with(6)
