"""A page asks the database as often for many rows as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.actions import record
from ledger.models import Verb
from tests import factories as make
from tests.bench.table import show

FEW, MANY = 2, 20

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory_admin():
    return make.staff("Ruth Adler", is_directory_admin=True)


def test_queries_per_page(ana, therapist, psychiatrist, directory_admin):
    def grow(rows):
        for _row in range(rows):
            one_more_of_everything(ana, therapist.provider, psychiatrist.provider)

    pages = pages_of(ana, therapist, psychiatrist, directory_admin)
    grow(FEW)
    few = [queries_of(*page) for page in pages]
    grow(MANY - FEW)
    many = [queries_of(*page) for page in pages]
    names = [f"{name} of {user.name}" for user, name, *_ids in pages]
    columns = ["Queries per page", f"{FEW} rows", f"{MANY} rows", "ratio"]
    rows = [
        (name, few, many, f"{many / few:.2f}")
        for name, few, many in zip(names, few, many, strict=True)
    ]
    show("Goal: 1.00, whatever the number of rows", columns, rows)
    assert dict(zip(names, many, strict=True)) == dict(zip(names, few, strict=True))


def pages_of(ana, therapist, psychiatrist, directory_admin):
    client = ana.client.pk
    return [
        (therapist.user, "today"),
        (therapist.user, "client_list"),
        (therapist.user, "client_page", client),
        (therapist.user, "release_list"),
        (psychiatrist.user, "today"),
        (psychiatrist.user, "shared_with_me"),
        (psychiatrist.user, "client_page", client),
        (ana.user, "client_home"),
        (ana.user, "client_notes"),
        (ana.user, "access_history"),
        (ana.user, "stop_all_sharing"),
        (directory_admin, "provider_list"),
        (directory_admin, "organization_list"),
    ]


def queries_of(user, name, *ids):
    """How many statements the page takes, the session's first visit aside."""
    browser = make.signed_in(user)
    address = reverse(name, args=ids)
    assert browser.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        browser.get(address)
    return len(captured)


def one_more_of_everything(ana, author, reader):
    """A client, a provider with a workplace, a release, an open and a held note, a ledger line."""
    make.treatment(make.client("Ida Berg"), author)
    other = make.provider("Olga Brandt")
    make.membership(other, make.organization("Northside Clinic"))
    make.release(ana.client, disclosers=[author], recipients=[other])
    make.request(ana.client, proposed_by=author, disclosers=[author], recipients=[other])
    share = make.share(make.item(author, ana.client), reader)
    make.share(make.item(author, ana.client, categories=["billing"]), other)
    record(Verb.ITEM_DISCLOSED, by=reader.user, client=ana.client, subject=share)
