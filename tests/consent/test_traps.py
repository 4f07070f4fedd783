"""Traps that somebody fell into once: each is tried here so that nobody does again."""

import os
import re

import psycopg2
import pytest
from django.db import connection
from psycopg2 import extensions

from coordination.models import Item, Share
from ledger.ids import uuid7
from tests import factories as make
from tests.attempts import attempt, run, value

# table, a change of it that consent depends on; the ids are nobody's, the trigger comes first
CHANGES = {
    "providers_organization": "(id, name, kind, npi)"
    " values (uuidv7(), 'Harbor', 'clinic', '1234567893')",
    "providers_membership": "(id, provider_id, organization_id, during)"
    " values (uuidv7(), uuidv7(), uuidv7(), '[,]')",
    "releases_release": "(id, client_id, instrument, direction, categories, purposes, reason,"
    " signed_by, expires_at) values (uuidv7(), uuidv7(), 'general', 'one_way', '{progress}',"
    " '{treatment}', '', 'client', '2040-01-01')",
    "releases_party": "(id, release_id, side, provider_id)"
    " values (uuidv7(), uuidv7(), 'recipient', uuidv7())",
    "releases_restriction": "(id, client_id) values (uuidv7(), uuidv7())",
    "coordination_item": "(id, author_id, kind, categories, service_date, body)"
    " values (uuidv7(), uuidv7(), 'note', '{progress}', '2026-01-01', 'Words.')",
    "coordination_itemsubject": "(id, item_id, client_id) values (uuidv7(), uuidv7(), uuidv7())",
    "coordination_share": "(id, item_id, recipient_id, purpose)"
    " values (uuidv7(), uuidv7(), uuidv7(), 'treatment')",
    "coordination_quote": "(id, item_id, quoted_id) values (uuidv7(), uuidv7(), uuidv7())",
    "coordination_itemanswer": "(id, item_id, client_id, writer_id, said, words, text_of)"
    " values (uuidv7(), uuidv7(), uuidv7(), uuidv7(), 'agrees', '', now())",
    "coordination_attachment": "(id, item_id, name, media_type, size, sha256, sealed)"
    " values (uuidv7(), uuidv7(), 'a.txt', 'text/plain', 1, repeat('0', 64), 'x')",
    "coordination_emergencyswitch": "(id, organization_id, is_on)"
    " values (uuidv7(), uuidv7(), true)",
    "coordination_emergencywish": "(id, client_id, is_barred) values (uuidv7(), uuidv7(), true)",
}
OF_A_ROW = {
    "standing of a provider": "update providers_provider set standing = 'suspended'",
    "birthday of a client": "update clients_client set born = '2000-01-01'",
    "end of a treatment": "update clients_treatment set during = during",
}
A_ROW = (
    "insert into providers_provider (id, name, credentials, profession, npi, email, phone,"
    " standing, said_workplace)"
    " values (uuidv7(), 'Somebody', '', 'other', '', '', '', 'active', '');"
    " insert into clients_client (id, name, preferred_name) values (uuidv7(), 'Somebody', '');"
    " insert into clients_treatment (id, client_id, provider_id, during)"
    " select uuidv7(), c.id, p.id, '[,]' from clients_client c, providers_provider p"
)
FROZEN = {
    "repeatable read": extensions.ISOLATION_LEVEL_REPEATABLE_READ,
    "serializable": extensions.ISOLATION_LEVEL_SERIALIZABLE,
}


@pytest.fixture(params=FROZEN)
def frozen(request, db):
    """A cursor whose transaction sees the world as it was; nothing of it is committed."""
    own = psycopg2.connect(
        os.environ["OWNER_DATABASE_URL"], dbname=connection.settings_dict["NAME"]
    )
    own.set_isolation_level(FROZEN[request.param])
    yield own.cursor()
    own.close()


@pytest.mark.parametrize("table", CHANGES)
def test_consent_is_not_changed_with_a_frozen_snapshot(frozen, table):
    with pytest.raises(psycopg2.DatabaseError, match="READ COMMITTED"):
        frozen.execute(f"insert into {table} {CHANGES[table]}")


@pytest.mark.parametrize("what", OF_A_ROW)
def test_nor_is_the(frozen, what):
    frozen.execute(A_ROW)
    with pytest.raises(psycopg2.DatabaseError, match="READ COMMITTED"):
        frozen.execute(OF_A_ROW[what])


def test_every_guard_of_consent_refuses_a_frozen_snapshot(db):
    """A new table that consent depends on has a guard, and the guard stands above."""
    guarded = run(
        "select distinct t.tgrelid::regclass::text from pg_trigger t"
        " join pg_proc p on p.oid = t.tgfoid where p.prosrc ilike '%require_read_committed%'"
    )
    of_rows = {statement.split()[1] for statement in OF_A_ROW.values()}
    assert {table for (table,) in guarded} == set(CHANGES) | of_rows


def test_the_clock_runs_on_inside_a_transaction_that_outlives_the_end(
    ana, therapist, note, stranger, as_web
):
    """`now()` is the beginning of the transaction and would keep the share open."""
    make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        expires_at=make.ahead(seconds=0.5),
    )
    make.share(note, stranger.provider)
    with as_web(stranger.user):
        assert Share.objects.visible_to(stranger.provider).exists()
        run("select pg_sleep(0.6)")
        assert not Share.objects.visible_to(stranger.provider).exists()
        assert not Item.objects.exists()


def test_no_function_or_policy_uses_the_beginning_of_the_transaction(db):
    ours = run(
        "select p.proname, p.prosrc from pg_proc p"
        " join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public'"
        " union all select policyname, coalesce(qual, '') || coalesce(with_check, '')"
        " from pg_policies where schemaname = 'public'"
    )
    stale = ("now()", "current_timestamp", "transaction_timestamp", "current_date")
    users = [name for name, text in ours if any(one in text.lower() for one in stale)]
    assert users == []


def test_a_foreign_key_tells_the_site_nothing_about_a_note(
    open_share, stranger, psychiatrist, as_web
):
    """It sees through row security: both answers must be the same."""
    statement = (
        "insert into coordination_share (id, item_id, recipient_id, purpose)"
        " values (uuidv7(), %s, %s, 'treatment')"
    )
    with as_web(stranger.user):
        real = attempt(statement, open_share.item_id, psychiatrist.provider.pk)
        random = attempt(statement, uuid7(), psychiatrist.provider.pk)
    assert real == random


def test_the_planner_is_not_told_that_few_shares_are_open(open_share):
    """Without the coalesce it takes 0.5 % to match and leaves the ordered index."""
    policies = value(
        "select string_agg(qual, ' ') from pg_policies where tablename = 'coordination_share'"
    )
    assert re.search(r"COALESCE\(.*consent @> statement_timestamp\(\).*, false\)", policies)
    assert "coalesce" in str(Share.objects.visible_to(open_share.recipient).query).lower()
