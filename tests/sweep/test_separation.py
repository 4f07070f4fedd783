"""Who keeps the directory sees nothing about a client: not one row, in any table, by raw SQL."""

import pytest

from accounts.guarded import guarded_tables
from tests import factories as make
from tests.attempts import NOT_ALLOWED, attempt, run
from tests.people import Person
from tests.sweep.test_raw_sql import PUBLIC

ABOUT_CLIENTS = [
    table
    for table in guarded_tables()
    if table.split("_")[0] in ("clients", "releases", "coordination") and table not in PUBLIC
]
SHOWN_TO_STAFF = {"releases_reminderday", "coordination_emergencyswitch"}
"""Settings of the site and of practices, the same for everybody who works here."""


@pytest.fixture
def office(practice):
    """Edits the practice where Ana's therapist works, and is nobody's provider."""
    person = Person(make.staff("Orla Finn"))
    make.practice_admin(practice, person.user, since=make.ago(days=9))
    return person


@pytest.mark.parametrize("who", ["directory_admin", "office"])
def test_no_client_no_release_no_item_no_share(request, scene, as_web, who):
    found = {}
    with as_web(request.getfixturevalue(who).user):
        for table in sorted(set(ABOUT_CLIENTS) - SHOWN_TO_STAFF):
            if attempt(f"select from {table}") != NOT_ALLOWED:
                found[table] = len(run(f"select 1 from {table}"))
        lines = run("select client from ledger_entry where client is not null")
        people = run("select 1 from accounts_user where kind = 'client'")
    assert {table for table, rows in found.items() if rows} == set()
    assert (lines, people, len(found) > 12) == ([], [], True)


@pytest.mark.parametrize("who", ["directory_admin", "office"])
def test_no_page_of_a_providers_work_opens(request, scene, who):
    person = request.getfixturevalue(who)
    pages = ["/today/", "/clients/", "/shared/", "/releases/", "/threads/", "/home/", "/history/",
             f"/clients/{scene.objects['ana_record'].pk}/"]  # fmt: skip
    assert {page: person.http.get(page).status_code for page in pages} == dict.fromkeys(pages, 404)
