"""Where the measuring happens: a server of its own with the settings of a real one, thrown away."""

import contextlib
import os
import secrets
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import psycopg2.extras

from coordination.database_roles import closing_connection
from coordination.embedded.places import addresses
from coordination.embedded.servers import keep
from tests.servers import prepare_cluster

SPACE_PER_SHARE = 2_000
psycopg2.extras.register_uuid()


@contextlib.contextmanager
def server():
    """The environment that leads to it. Unlike that of the tests it waits for the disk."""
    var = Path(tempfile.mkdtemp(prefix="accord-bench-", dir="/tmp"))
    var.chmod(0o755)
    try:
        with keep(var) as places:
            yield prepare_cluster(places.admin) | {
                "ADMIN_DATABASE_URL": places.admin,
                "REDIS_URL": addresses(var)["REDIS_URL"],
                "ACCORD_VAR": str(var),
                "SECRET_KEY": secrets.token_urlsafe(50),
                "ACCORD_ROLE": "owner",
                "DEBUG": "1",
            }
    finally:
        shutil.rmtree(var, ignore_errors=True)


@contextlib.contextmanager
def database(name, template="accord"):
    """The address by role of a copy of the migrated database; it is dropped afterwards."""
    run_on_server(f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER owner')
    try:
        yield {role: at(name, role) for role in ("admin", "owner", "web", "clerk")}
    finally:
        run_on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def run_on_server(statement):
    with closing_connection(os.environ["ADMIN_DATABASE_URL"]) as cursor:
        cursor.execute(statement)


def at(name, role):
    """The address of this database for this role."""
    variable = {"admin": "ADMIN_", "owner": "OWNER_", "web": "", "clerk": "CLERK_"}[role]
    parts = urlsplit(os.environ[f"{variable}DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{name}"))


@contextlib.contextmanager
def connected(address):
    """A cursor of a connection in which every statement commits by itself."""
    connection = psycopg2.connect(address)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def room_for(shares):
    """Whether the disk holds the database and as much again."""
    return shutil.disk_usage("/tmp").free > 2 * shares * SPACE_PER_SHARE
