"""The shape of the hot plans: by an index, in the order of the page, no more pages than rows.

Shape and buffer counts are the same on every machine, unlike times. The plan for one value and the
plan for any value (`force_generic_plan`) are both asked: a server may choose either.
"""

import re

import pytest
from django.db import connection

from coordination.actions import OpenThisMoment
from coordination.models import Item, Share
from releases.models import Release
from tests import factories as make
from tests.roles import as_web

SHARES, ROWS = 3_000, 50
ITEMS = """
    INSERT INTO coordination_item (author_id, kind, categories, service_date, body)
    SELECT author_id, kind, categories, service_date, body
      FROM coordination_item, generate_series(1, %s) WHERE id = %s
"""
# One in three goes to somebody else; of the others one in four is held.
COPIES = """
    INSERT INTO coordination_share (item_id, recipient_id, purpose, shared_at, author_id, kind,
                                    categories, service_date, subjects, consent)
    SELECT i.id, CASE WHEN mod(n, 3) = 0 THEN %s ELSE recipient_id END, purpose,
           shared_at - n * interval '1 minute', s.author_id, s.kind, s.categories, s.service_date,
           subjects, CASE WHEN mod(n, 4) = 0 THEN '{}' ELSE consent END
      FROM coordination_share s,
           (SELECT id, row_number() OVER (ORDER BY id) AS n FROM coordination_item) AS i
     WHERE s.id = %s AND i.id <> s.item_id
"""
READ_WHOLE = """
    SELECT coalesce(sum(seq_scan), 0) FROM pg_stat_xact_user_tables
     WHERE relname IN ('coordination_share', 'coordination_item', 'coordination_itemsubject')
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def newest(open_share, stranger):
    """The newest of a long history, which the planner knows of; the rest are its copies."""
    tables = ("coordination_item", "coordination_share")
    run("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    run(ITEMS, SHARES, open_share.item_id)
    run(COPIES, stranger.provider.pk, open_share.pk)
    run("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        run(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        run(f"ANALYZE {table}")
    run("SET CONSTRAINTS ALL DEFERRED")
    return open_share


@pytest.fixture(params=["force_custom_plan", "force_generic_plan"])
def mode(request, db):
    """How the server plans: for these values, or once for any."""
    run(f"SET LOCAL plan_cache_mode = {request.param}")


@pytest.mark.usefixtures("mode")
def test_the_page_follows_its_index_and_stops_after_50(newest):
    plan = plan_of(Share.objects.visible_to(newest.recipient)[:ROWS])
    assert "Index Scan using share_to_recipient" in plan
    assert "Sort" not in plan
    assert "Seq Scan on coordination" not in plan
    assert buffers(plan) < 3 * ROWS


@pytest.mark.usefixtures("mode")
def test_under_row_security_the_page_and_its_notes_follow_indexes(newest, psychiatrist):
    with as_web(psychiatrist.user):
        page = Share.objects.visible_to(psychiatrist.provider)[:ROWS]
        notes = Item.objects.filter(pk__in=[one.item_id for one in page]).order_by()
        plans = plan_of(page), plan_of(notes)
    assert "Index Scan using share_to_recipient" in plans[0]
    assert not [plan for plan in plans if "Seq Scan on coordination" in plan]
    assert sum(map(buffers, plans)) < 20 * ROWS


@pytest.mark.usefixtures("mode")
def test_a_decision_reads_one_share_by_its_key(newest):
    asked = Share.objects.filter(OpenThisMoment(), pk=newest.pk, recipient=newest.recipient)
    plan = plan_of(asked.order_by())
    assert "Index Scan using coordination_share_pkey" in plan
    assert buffers(plan) < 10


@pytest.mark.usefixtures("mode")
def test_the_shares_about_a_client_are_found_by_index(newest, sam):
    plan = plan_of(Share.objects.about(sam.client).order_by())
    assert "Bitmap Index Scan on share_about_client" in plan
    assert "Seq Scan" not in plan


@pytest.mark.usefixtures("mode")
def test_due_reminders_are_found_by_index(psychiatrist):
    run(MANY_RELEASES, SHARES)
    run("ANALYZE releases_release")
    plan = plan_of(Release.objects.due_for_reminder().order_by("next_reminder_at")[:100])
    assert "using release_reminder_due" in plan
    assert buffers(plan) < 60


@pytest.mark.usefixtures("mode")
def test_stopping_a_release_reads_no_table_whole(newest, sam, therapist, psychiatrist):
    parties = {"disclosers": [therapist.provider], "recipients": [psychiatrist.provider]}
    release = make.release(sam.client, **parties)
    share = make.share(make.item(therapist.provider, sam.client), psychiatrist.provider)
    before = run(READ_WHOLE)
    make.change(release, revoked_at=make.ago())
    assert run(READ_WHOLE) == before
    assert not Share.objects.visible_to(share.recipient).filter(pk=share.pk).exists()


MANY_RELEASES = """
    INSERT INTO releases_release (instrument, direction, categories, purposes, reason, signed_by,
                                  client_id, expires_at, next_reminder_at)
    SELECT instrument, direction, categories, purposes, reason, signed_by, client_id, expires_at,
           CASE WHEN mod(n, 100) = 0 THEN statement_timestamp() - interval '1 hour'
                WHEN mod(n, 2) = 0 THEN statement_timestamp() + interval '1 month' END
      FROM (SELECT * FROM releases_release LIMIT 1) AS r, generate_series(1, %s) AS n
"""


def run(statement, *values):
    """The rows of a statement, if it has any."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def plan_of(rows):
    """The plan of a queryset as it was carried out, as text."""
    statement, values = rows.query.sql_with_params()
    places = tuple(f"${number}" for number, _value in enumerate(values, 1))
    run(f"PREPARE asked AS {statement % places}")
    marks = f"({', '.join(['%s'] * len(values))})" if values else ""
    plan = run(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) EXECUTE asked {marks}", *values)
    run("DEALLOCATE asked")
    return "\n".join(line for (line,) in plan)


def buffers(plan):
    """The pages that the whole plan touched: the first count is that of its topmost step."""
    hit, read = re.search(r"Buffers: shared(?: hit=(\d+))?(?: read=(\d+))?", plan).groups()
    return int(hit or 0) + int(read or 0)
