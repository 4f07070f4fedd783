"""The plans of a privacy officer's searches: by an index, in its order, and no table read whole."""

from dataclasses import replace

import pytest

from coordination.presenters.ledger_search import ROWS, Sought, after, entries_of
from ledger.models import Entry, Verb
from tests import factories as make
from tests.bench.test_plans import buffers, mode, plan_of, run  # noqa: F401
from tests.roles import as_web

LINES = 5_000
# One in a hundred is rare: of another person, another client, another verb.
COPIES = """
    INSERT INTO ledger_entry (id, at, number, actor, verb, client, subject_type, subject_id,
                              release_ids, reason, detail, position, previous, hash)
    SELECT uuidv7(), at - n * interval '1 minute', number + n, CASE WHEN mod(n, 100) = 0 THEN %s
           ELSE actor END, CASE WHEN mod(n, 100) = 0 THEN 'release_revoked' ELSE verb END,
           CASE WHEN mod(n, 100) = 0 THEN %s ELSE client END, subject_type, n::text, release_ids,
           reason, detail, position + n, previous, hash
      FROM ledger_entry, generate_series(1, %s) AS n WHERE id = %s
"""
EVERYTHING = Sought(None, None, "", "", "", (None, None))

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mode")]


@pytest.fixture
def rare(ana, leo, therapist, psychiatrist):
    """A long ledger, which the planner knows of; what is rare in it, by what one looks for."""
    first = make.line(ana.client, by=psychiatrist.user)
    run("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
    run(COPIES, therapist.user.pk, leo.client.pk, LINES, first.pk)
    run("ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER entry_chain")
    run("ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER entry_refuse")
    run("ANALYZE ledger_entry")
    return {
        "client": leo.client,
        "actor": therapist.user.pk,
        "verb": Verb.RELEASE_REVOKED,
        "subject": "17",
    }


@pytest.mark.parametrize("what", ["nothing", "client", "actor", "verb", "subject"])
def test_a_search_follows_an_index_and_stops_after_a_page(rare, privacy_officer, what):
    sought = replace(EVERYTHING, **({what: rare[what]} if what in rare else {}))
    with as_web(privacy_officer.user):
        plan = plan_of(entries_of(sought)[: ROWS + 1])
    assert "Seq Scan on ledger_entry" not in plan
    assert buffers(plan) < 20 * ROWS


def test_an_older_page_is_found_as_fast_as_the_first(rare, privacy_officer):
    late = Entry.objects.newest()[LINES - 2 * ROWS]
    with as_web(privacy_officer.user):
        plan = plan_of(after(entries_of(EVERYTHING), f"{late.at.isoformat()}_{late.pk}")[:ROWS])
    assert "Index Scan using entry_newest" in plan
    assert "Sort" not in plan
    assert buffers(plan) < 20 * ROWS
