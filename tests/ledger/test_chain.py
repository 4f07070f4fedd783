"""What the database does with a line, and what it refuses to everybody."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import psycopg2
import pytest
from django.db import ProgrammingError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.actions import record
from ledger.chains import chains, fingerprint
from ledger.ids import uuid7
from ledger.models import Entry, Verb
from ledger.verify import verify
from tests.roles import as_role

from .conftest import ANA, logged_in, run

INSERT = """
insert into ledger_entry (verb, subject_type, subject_id, release_ids, reason, detail, client, at)
values ('invited', '', '', '{}', '', '{}', %s, %s)
"""
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def test_each_line_holds_the_hash_of_the_one_before(history):
    lines = Entry.objects.about(ANA).reverse()
    hashes = [bytes(line.hash) for line in lines]
    assert [bytes(line.previous) for line in lines] == [b"", *hashes[:-1]]
    assert all(len(fingerprint) == 32 for fingerprint in hashes)


@pytest.mark.django_db
def test_lines_of_one_statement_follow_one_another():
    run(INSERT + ", ('invited', '', '', '{}', '', '{}', %s, null)", ANA, None, ANA)
    assert sorted(Entry.objects.values_list("position", flat=True)) == [1, 2]


text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | text | st.floats(-1e9, 1e9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text, st.dictionaries(text, values, max_size=3), st.booleans())
def test_python_and_the_database_compute_the_same_hash(reason, detail, about_somebody):
    client = ANA if about_somebody else None
    record(Verb.INVITED, by=ANA, client=client, reason=reason, detail=detail, releases=[uuid7()])
    lines = [line for _client, chain in chains() for line in chain]
    assert [fingerprint(line) for line in lines] == [bytes(line.hash) for line in lines]


@pytest.mark.parametrize(
    "setting", ["timezone = 'Asia/Kathmandu'", "bytea_output = 'escape'", "datestyle = 'German'"]
)
def test_the_hash_depends_on_no_setting_of_the_session(history, setting):
    run(f"set local {setting}")
    assert run("select bool_and(hash = ledger_entry_hash(e)) from ledger_entry e") == [(True,)]


@pytest.mark.django_db
def test_only_the_owner_may_say_when_a_line_was_written():
    record(Verb.INVITED, by=None, at=LONG_AGO)
    with as_role("clerk"):
        record(Verb.INVITED, by=None, at=LONG_AGO)
    first, second = Entry.objects.order_by("number")
    assert first.at == LONG_AGO < second.at


@pytest.mark.django_db
def test_nobody_chooses_number_position_or_hash():
    Entry.objects.bulk_create([Entry(verb="invited", position=7, number=7, hash=b"7")])
    line = Entry.objects.get()
    assert (line.position, len(line.hash)) == (1, 32)


@pytest.mark.django_db
def test_the_clerk_writes_in_no_persons_name():
    with pytest.raises(ProgrammingError, match="row-level security"), as_role("clerk"):
        run(INSERT.replace("verb,", "actor, verb,").replace("('inv", "(uuidv7(), 'inv"), ANA, None)


@pytest.mark.parametrize("role", ["web", "clerk", "owner"])
@pytest.mark.parametrize(
    "statement",
    [
        "update ledger_entry set reason = 'another'",
        "update ledger_entry set reason = 'another' where false",
        "delete from ledger_entry",
        "truncate ledger_entry",
        "insert into ledger_entry select * from ledger_entry on conflict (id)"
        " do update set reason = 'another'",
    ],
)
def test_no_role_changes_the_past(history, role, statement):
    with pytest.raises(ProgrammingError, match=r"never changed|permission denied"), as_role(role):
        run(statement)


@pytest.mark.parametrize("role", ["web", "clerk"])
@pytest.mark.parametrize(
    "statement",
    [
        "alter table ledger_entry disable trigger entry_refuse",
        "drop trigger entry_refuse on ledger_entry",
        "set session_replication_role = replica",
        "alter table ledger_entry disable row level security",
        "select nextval('ledger_entry_number')",
    ],
)
def test_no_process_switches_the_guards_off(history, role, statement):
    with pytest.raises(ProgrammingError, match=r"must be owner|permission denied"), as_role(role):
        run(statement)


def test_replica_role_does_not_slip_past_the_guards(committed):
    admin = psycopg2.connect(
        os.environ["ADMIN_DATABASE_URL"], dbname=connection.settings_dict["NAME"]
    )
    cursor = admin.cursor()
    cursor.execute("set session_replication_role = replica")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege, match="never changed"):
        cursor.execute("truncate ledger_entry")
    admin.close()


@pytest.mark.parametrize("level", ["repeatable read", "serializable", "read uncommitted"])
def test_other_isolation_levels_are_refused(committed, level):
    with logged_in("clerk") as cursor:
        cursor.execute(f"set transaction isolation level {level}")
        with pytest.raises(psycopg2.Error, match="READ COMMITTED"):
            cursor.execute(INSERT, [None, None])


def test_writers_at_once_make_one_unbroken_chain(committed):
    def write(_):
        with logged_in("clerk") as cursor:
            for client in [str(ANA), None] * 10:
                cursor.execute(INSERT, [client, None])
                cursor.connection.commit()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert Entry.objects.about(ANA).first().position == Entry.objects.about(ANA).count() == 80
    assert list(verify()) == []


def test_the_second_writer_waits_for_the_first_to_commit(committed):
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        record(Verb.INVITED, by=None, client=ANA)

        def write():
            with logged_in("clerk") as cursor:
                cursor.execute(INSERT + " returning position", [str(ANA), None])
                return cursor.fetchone()

        second = pool.submit(write)
        with pytest.raises(TimeoutError):
            second.result(timeout=0.3)
    assert second.result() == (2,)
