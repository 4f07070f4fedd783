"""The history of a period: narrowed, printed, and as a file, with the same lines everywhere."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.db import transaction
from django.urls import reverse

from ledger.actions import record
from ledger.models import Entry, Verb
from releases.actions import revoke
from tests import factories as make
from tests.pages.reading import words


def rows_of(person, **query):
    answer = person.http.get(reverse("history_file"), query)
    assert answer["Content-Disposition"] == 'attachment; filename="accord-history.csv"'
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))[1:]


@pytest.fixture
def opened(ana, psychiatrist, therapist, open_share):
    with transaction.atomic():
        record(
            Verb.ITEM_DISCLOSED,
            by=psychiatrist.user,
            client=ana.client,
            subject=open_share,
            releases=[psychiatrist.release],
        )
    return open_share


def test_the_file_says_what_the_page_says(ana, opened):
    rows = rows_of(ana)
    assert len(rows) == Entry.objects.about(ana.client.pk).count()
    page = words(ana.http.get(reverse("access_history")))
    for _when, what, why, _reason in rows[:5]:
        assert what in page
        assert why in page
    assert "Julian Okafor opened a note by Miriam Stone." in [row[1] for row in rows]
    assert any(row[2].startswith("permission for Julian Okafor") for row in rows)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, True),
        ({"since": make.TODAY - timedelta(days=2)}, True),
        ({"since": make.TODAY + timedelta(days=2)}, False),
        ({"until": make.TODAY - timedelta(days=2)}, False),
        ({"until": make.TODAY + timedelta(days=2)}, True),
        ({"since": "nonsense", "until": "9999-12-31"}, True),
        ({"what": "blocked"}, False),
    ],
)
def test_a_period_narrows_page_print_and_file_alike(ana, opened, query, found):
    assert bool(rows_of(ana, **query)) is found
    for name in ("access_history", "accounting"):
        page = words(ana.http.get(reverse(name), query))
        assert ("Julian Okafor opened a note" in page) is found


def test_what_a_spreadsheet_would_run_is_words(ana, psychiatrist):
    revoke(release=psychiatrist.release, by=ana.user, reason="=HYPERLINK(1)")
    assert rows_of(ana)[0][3] == "'=HYPERLINK(1)"


def test_nobody_gets_the_history_of_another(ana, opened, sam, therapist):
    assert rows_of(sam) == []
    assert therapist.http.get(reverse("history_file")).status_code == 404


def test_what_is_printed_says_of_what_it_is_only_a_part(ana, psychiatrist, opened):
    def printed(**query):
        return words(ana.http.get(reverse("accounting"), query))

    assert "This is not everything" not in printed()
    part = printed(who=psychiatrist.user.pk, what="opened")
    assert "This is not everything, only: Julian Okafor, " in part
