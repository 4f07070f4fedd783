"""The accounting of one client, in a click from the privacy officer's search."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ledger.models import Entry, Verb
from tests import factories as make
from tests.pages.reading import words


@pytest.fixture
def page(ana, psychiatrist, open_share, note):
    make.change(note, body="canary-body")
    facts = {"by": psychiatrist.user, "subject": open_share, "releases": [psychiatrist.release]}
    make.line(ana.client, verb=Verb.ITEM_DISCLOSED, **facts)
    return reverse("officer_accounting", args=[ana.client.pk])


def test_whoever_is_found_has_one(page, privacy_officer):
    found = privacy_officer.http.post("/officer/people/", {"name": "Moreno"})
    assert page in found.content.decode()


def test_it_says_what_the_client_reads_without_a_way_to_the_note(page, open_share, privacy_officer):
    shown = privacy_officer.http.get(page)
    assert "Julian Okafor opened something" in words(shown)
    assert "permission for Julian Okafor, signed" in words(shown)
    assert "canary-body" not in shown.content.decode()
    assert reverse("client_note", args=[open_share.pk]) not in shown.content.decode()


def test_the_client_reads_that_it_was_made(page, ana, privacy_officer):
    privacy_officer.http.get(page)
    assert "Tom Ashworth, looked at this history" in words(ana.http.get("/history/"))
    assert "The privacy officer, Tom Ashworth, looked" in words(privacy_officer.http.get(page))
    line = Entry.objects.get(verb=Verb.LEDGER_READ)
    assert line.detail["sought"] == {"as": "print"}


def test_of_some_days_only(page, ana, privacy_officer):
    yesterday = make.TODAY - timedelta(days=2)
    shown = privacy_officer.http.get(page, {"until": yesterday})
    assert "Nothing happened in these days" in words(shown)


def test_not_of_whom_the_officer_acts_for(page, ana, therapist, privacy_officer):
    facts = {"verified_by": therapist.provider, "basis": "power_of_attorney"}
    make.representative(ana.client, user=privacy_officer.user, **facts)
    shown = privacy_officer.http.get(page, follow=True)
    assert "Ask another privacy officer" in words(shown)
    assert "Ana Moreno" not in words(shown).split("Find somebody")[1]
