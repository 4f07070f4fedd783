"""A database with the years of many practices, filled fast and shown to be exact."""

import random
from pathlib import Path

from tests.bench.places import connected

SQL = Path(__file__).with_suffix(".sql")
# Rows come as the owner of the server, past every trigger: that is what makes it fast, and why
# the consent of a sample is asked of the triggers' own function afterwards.
SESSION = """
    SET session_replication_role = replica; SET synchronous_commit = off;
    SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'; SET client_min_messages = warning;
"""
INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes
     WHERE tablename IN ('coordination_share', 'coordination_item', 'coordination_itemsubject')
       AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""
PLACES, BATCH = 40, 250


def fill(admin, shares):
    """The number of shares in the database behind `admin`, about as many as were asked for."""
    with connected(admin) as cursor:
        cursor.execute(SESSION)
        cursor.execute(INDEXES)
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute(SQL.read_text() % {"shares": shares})
        for _name, definition in indexes:
            cursor.execute(definition)
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("SELECT count(*) FROM coordination_share")
        return cursor.fetchone()[0]


def check_sample(admin):
    """How many shares were computed anew, at random places; raises if one of them differs."""
    chance = random.Random(1)
    with connected(admin) as cursor:
        cursor.execute(
            "SELECT id FROM coordination_share TABLESAMPLE bernoulli (1) ORDER BY id LIMIT 100000"
        )
        starts = chance.sample([one for (one,) in cursor], PLACES)
        for start in starts:
            cursor.execute("SELECT share FROM consent_differences(%s, %s)", [start, BATCH])
            wrong = [share for (share,) in cursor if share]
            assert not wrong, f"The filling made another consent than the formula: {wrong[:3]}"
    return PLACES * BATCH
