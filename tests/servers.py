"""PostgreSQL and Valkey for one test run; loaded before Django reads its settings.

TEST_DATABASE_URL (an administrator of a server that may be thrown away) and TEST_REDIS_URL
name servers of your own; without them the run starts the embedded ones and removes them after.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import pytest

from coordination.database import URL_OF_ROLE
from coordination.database_roles import closing_connection, create_roles
from coordination.embedded.places import addresses
from coordination.embedded.servers import keep


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    """Starts the servers once per run, in the process that the workers inherit from."""
    if "PYTEST_XDIST_WORKER" not in os.environ and not _only_help(early_config):
        stack = contextlib.ExitStack()
        early_config.add_cleanup(stack.close)
        os.environ |= stack.enter_context(servers()) | {"ACCORD_ROLE": "owner", "DEBUG": "1"}
    return (yield)


def _only_help(config) -> bool:
    options = config.known_args_namespace
    return bool(options.help or options.version)


@contextlib.contextmanager
def servers() -> Iterator[dict[str, str]]:
    """The environment that leads to the servers of this run."""
    var = Path(tempfile.mkdtemp(prefix="accord-test-", dir="/tmp"))
    var.chmod(0o755)
    try:
        with contextlib.ExitStack() as stack:
            admin, redis = os.environ.get("TEST_DATABASE_URL"), os.environ.get("TEST_REDIS_URL")
            if not (admin and redis):
                places = stack.enter_context(keep(var, fast=True))
                redis = redis or addresses(var)["REDIS_URL"]
                admin = admin or places.admin
            yield prepare_cluster(admin) | {
                "REDIS_URL": redis,
                "ADMIN_DATABASE_URL": admin,
                "ACCORD_VAR": str(var),
            }
    finally:
        shutil.rmtree(var, ignore_errors=True)


def prepare_cluster(admin: str) -> dict[str, str]:
    """The addresses of the three roles, on a server where owner makes databases and plays all."""
    passwords = dict.fromkeys(URL_OF_ROLE, "throw-away")
    create_roles(admin, passwords)
    with closing_connection(admin) as cursor:
        cursor.execute("ALTER ROLE owner CREATEDB")
        cursor.execute("GRANT web, clerk TO owner WITH SET TRUE, INHERIT FALSE")
    with closing_connection(admin, dbname="template1") as cursor:
        # What create_roles does to the real database, for every database made from here on.
        cursor.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        cursor.execute("GRANT USAGE ON SCHEMA public TO web, clerk")
    return {name: address_of(admin, role) for role, name in URL_OF_ROLE.items()}


def address_of(admin: str, role: str, database: str = "accord") -> str:
    """The address of `role` on the server that `admin` leads to."""
    parts = urlsplit(admin)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(
        parts._replace(netloc=f"{role}:throw-away@{host}", path=f"/{quote(database)}")
    )


def restore_database(name: str, clean: str) -> None:
    """Makes `name` a copy of `clean`, whoever is still connected to it."""
    drop_database(name)
    with closing_connection(os.environ["ADMIN_DATABASE_URL"]) as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{clean}" OWNER owner')
        cursor.execute(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')
        cursor.execute(f'GRANT CONNECT ON DATABASE "{name}" TO web, clerk')


def drop_database(name: str) -> None:
    """Removes a database, whoever is still connected to it."""
    with closing_connection(os.environ["ADMIN_DATABASE_URL"]) as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
