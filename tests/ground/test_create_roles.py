"""`manage.py create_roles` on a server of one's own."""

import os

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from psycopg2.errors import InsufficientPrivilege

from coordination import database_roles
from coordination.database_roles import UnsafeRole, closing_connection, create_roles
from tests.servers import address_of, drop_database

NAME = "made_by_create_roles"
PASSWORDS = dict.fromkeys(("owner", "web", "clerk"), "throw-away")


@pytest.fixture
def admin():
    yield os.environ["ADMIN_DATABASE_URL"]
    drop_database(NAME)


def test_it_may_be_repeated(admin):
    create_roles(admin, PASSWORDS, NAME)
    create_roles(admin, PASSWORDS, NAME)
    with closing_connection(address_of(admin, "owner", NAME)) as cursor:
        cursor.execute("CREATE TABLE mine ()")


@pytest.mark.parametrize("role", ["web", "clerk"])
@pytest.mark.parametrize(
    "statement", ["CREATE TABLE t ()", "CREATE TEMP TABLE t ()", "CREATE SCHEMA s"]
)
def test_web_and_clerk_make_nothing(admin, role, statement):
    create_roles(admin, PASSWORDS, NAME)
    with (
        closing_connection(address_of(admin, role, NAME)) as cursor,
        pytest.raises(InsufficientPrivilege),
    ):
        cursor.execute(statement)


def test_no_wait_of_web_is_endless(admin):
    create_roles(admin, PASSWORDS, NAME)
    with closing_connection(address_of(admin, "web", NAME)) as cursor:
        cursor.execute(
            "SELECT current_setting('lock_timeout'), current_setting('statement_timeout')"
        )
        assert cursor.fetchone() == ("5s", "30s")


def test_an_administrator_who_is_no_superuser_suffices(admin):
    with closing_connection(admin) as cursor:
        cursor.execute("DROP ROLE IF EXISTS landlord")
        cursor.execute("CREATE ROLE landlord LOGIN CREATEROLE CREATEDB PASSWORD 'throw-away'")
        cursor.execute(
            "GRANT owner, web, clerk TO landlord WITH ADMIN TRUE, SET FALSE, INHERIT FALSE"
        )
    try:
        create_roles(address_of(admin, "landlord", "postgres"), PASSWORDS, NAME)
        with closing_connection(address_of(admin, "owner", NAME)) as cursor:
            cursor.execute("CREATE TABLE mine ()")
    finally:
        with closing_connection(admin) as cursor:
            cursor.execute("REVOKE owner, web, clerk FROM landlord CASCADE")
            drop_database(NAME)
            cursor.execute("DROP ROLE landlord")


def test_a_role_that_row_security_would_not_bind_is_refused(admin, monkeypatch):
    monkeypatch.setattr(database_roles, "ROLES", ("mighty",))
    with closing_connection(admin) as cursor:
        cursor.execute("CREATE ROLE mighty BYPASSRLS")
        try:
            with pytest.raises(UnsafeRole, match="ALTER ROLE mighty NOSUPERUSER NOBYPASSRLS"):
                create_roles(admin, {"mighty": "throw-away"}, NAME)
        finally:
            cursor.execute("DROP ROLE mighty")


def test_the_command_asks_for_an_administrator(monkeypatch):
    monkeypatch.delenv("ADMIN_DATABASE_URL")
    with pytest.raises(CommandError, match="Set ADMIN_DATABASE_URL"):
        call_command("create_roles")


def test_the_command_says_what_the_server_said(monkeypatch):
    monkeypatch.setenv("ADMIN_DATABASE_URL", "postgres://nobody:x@/postgres?host=/nonexistent")
    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("create_roles")


def test_the_command_refuses_three_different_databases(settings, admin):
    settings.SECRET_ADDRESSES = settings.SECRET_ADDRESSES | {
        "DATABASE_URL": address_of(admin, "web", "elsewhere")
    }
    with pytest.raises(CommandError, match="different databases: accord, elsewhere"):
        call_command("create_roles")


def test_a_wrong_password_does_not_get_in(admin):
    address = address_of(admin, "web").replace("throw-away", "guessed")
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(address)
