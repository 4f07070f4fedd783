"""The three database roles and their database, made or mended by an administrator."""

from collections.abc import Mapping
from typing import Any

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

ROLES = ("owner", "web", "clerk")

# No statement and no lock wait of a web request or a job may last for ever.
LIMITS = {
    "web": {"lock_timeout": "5s", "statement_timeout": "30s"},
    "clerk": {"lock_timeout": "10s", "statement_timeout": "15min"},
}
IDLE_LIMIT = {"idle_in_transaction_session_timeout": "5min"}


class UnsafeRole(Exception):
    """A role that existed before and may do more than it should."""


def create_roles(admin: str, passwords: Mapping[str, str], database: str = "accord") -> None:
    """Makes owner, web and clerk and the database that owner owns; harmless when repeated."""
    with closing_connection(admin) as cursor:
        # Two at once would trip over each other's changes of the same role.
        cursor.execute("SELECT pg_advisory_lock(hashtext('create_roles'))")
        for role in ROLES:
            _make_role(cursor, role, passwords[role])
        _make_database(cursor, database)
        with closing_connection(admin, dbname=database) as inside:
            inside.execute("ALTER SCHEMA public OWNER TO owner")
            inside.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
            inside.execute("GRANT USAGE ON SCHEMA public TO web, clerk")


class closing_connection:  # noqa: N801
    """An autocommitting cursor; psycopg2's own `with` leaves the connection open."""

    def __init__(self, address: str, **overrides: Any) -> None:
        self.connection = psycopg2.connect(address, **overrides)
        self.connection.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)

    def __enter__(self) -> Any:
        return self.connection.cursor()

    def __exit__(self, *_: object) -> None:
        self.connection.close()


def _make_role(cursor: Any, role: str, password: str) -> None:
    cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s", [role])
    known = cursor.fetchone()
    name = sql.Identifier(role)
    if known is None:
        cursor.execute(sql.SQL("CREATE ROLE {} LOGIN").format(name))
    elif any(known):
        raise UnsafeRole(
            f"The role {role} exists already and is superuser or BYPASSRLS, so row security "
            f"would not hold it. Run: ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS; then try again."
        )
    cursor.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(name, sql.Literal(password)))
    for setting, value in (LIMITS.get(role, {}) | IDLE_LIMIT).items():
        cursor.execute(
            sql.SQL("ALTER ROLE {} SET {} = {}").format(
                name, sql.Identifier(setting), sql.Literal(value)
            )
        )


def _make_database(cursor: Any, database: str) -> None:
    name = sql.Identifier(database)
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
    if cursor.fetchone() is None:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            # A managed server's administrator must be a member to give something to a role.
            cursor.execute("GRANT owner TO CURRENT_USER")
        cursor.execute(sql.SQL("CREATE DATABASE {} OWNER owner").format(name))
    cursor.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    cursor.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO web, clerk").format(name))
