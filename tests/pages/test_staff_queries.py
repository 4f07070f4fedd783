"""A page asks the database as often for thirty rows as for three."""

from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make

_number = count(1)


def another_row(ana, therapist, psychiatrist):
    """A client, a note, an open and a held share, and releases in three states; one of each."""
    client = make.client(f"Client {next(_number)}", born=make.TODAY)
    make.treatment(client, therapist.provider)
    parties = {"disclosers": [therapist.provider], "recipients": [psychiatrist.provider]}
    for one in (client, ana.client):
        make.release(one, **parties)
        make.release(one, expires_at=make.ahead(days=9), **parties)
        make.request(one, proposed_by=therapist.provider, **parties)
        make.share(make.item(therapist.provider, one), psychiatrist.provider)
        make.share(make.item(therapist.provider, one, categories=["goals"]), psychiatrist.provider)


def queries(person, url):
    person.http.get(url)  # signing in and what is done once a session are not the page's
    with CaptureQueriesContext(connection) as captured:
        assert person.http.get(url).status_code == 200
    return len(captured)


@pytest.fixture
def grow(ana, therapist, psychiatrist):
    def add(rows):
        for _ in range(rows):
            another_row(ana, therapist, psychiatrist)

    return add


def test_every_list_costs_the_same_for_three_and_for_thirty_rows(
    ana, therapist, psychiatrist, grow
):
    pages = [
        (therapist, reverse("today")),
        (psychiatrist, reverse("today")),
        (therapist, reverse("client_list")),
        (psychiatrist, reverse("client_list")),
        (therapist, reverse("client_page", args=[ana.client.pk])),
        (psychiatrist, reverse("client_page", args=[ana.client.pk])),
        (therapist, f"{reverse('bridge', args=[ana.client.pk])}?with={psychiatrist.provider.pk}"),
        (therapist, reverse("release_list")),
        (psychiatrist, reverse("shared_with_me")),
        (therapist, reverse("find")),
        (psychiatrist, reverse("find") + "?of=others"),
    ]
    grow(3)
    few = [queries(*page) for page in pages]
    grow(27)
    assert [queries(*page) for page in pages] == few


def test_the_page_that_shares_costs_the_same_for_three_and_for_twelve_people(ana, therapist, note):
    def name(people):
        for _ in range(people):
            make.release(
                ana.client,
                disclosers=[therapist.provider],
                recipients=[make.provider(f"Colleague {next(_number)}")],
            )
        return queries(therapist, reverse("note_share", args=[note.pk]))

    assert name(3) == name(9)
