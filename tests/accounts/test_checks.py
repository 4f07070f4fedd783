"""A connection that row security does not bind is refused, at the check and at the first query."""

import os
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections
from django.db.utils import ProgrammingError

from accounts import checks
from accounts.guarded import UNGUARDED, guarded_tables
from coordination.database import URL_OF_ROLE
from coordination.database_roles import closing_connection
from tests.servers import address_of, drop_database, restore_database

pytestmark = pytest.mark.django_db


@contextmanager
def logged_in_as(role):
    """A real connection of this role to the test database."""
    other = connections.create_connection("default")
    other.settings_dict = connection.settings_dict | {"USER": role, "PASSWORD": "throw-away"}
    try:
        yield other
    finally:
        other.close()


@pytest.fixture
def made_role():
    """A role with the given powers, for the length of a test."""
    name = f"risky_{os.getpid()}"

    def make(powers):
        with closing_connection(os.environ["ADMIN_DATABASE_URL"]) as cursor:
            cursor.execute(f"create role {name} login password 'throw-away' {powers}")
        return name

    yield make
    with closing_connection(os.environ["ADMIN_DATABASE_URL"]) as cursor:
        cursor.execute(f"drop role {name}")


@pytest.mark.parametrize("role", ["web", "clerk"])
def test_web_and_clerk_are_welcome(role):
    with logged_in_as(role) as other:
        assert checks.dangers(other) == []


def test_the_owner_is_refused():
    assert "owns the tables" in checks.dangers(connection)[0]


@pytest.mark.parametrize(
    ("powers", "sentence"),
    [
        ("superuser", "is a superuser"),
        ("bypassrls in role web", "has BYPASSRLS"),
        ("in role owner, web", "may become their owner"),
    ],
)
def test_a_role_that_row_security_does_not_bind_is_refused(made_role, powers, sentence):
    with logged_in_as(made_role(powers)) as other:
        assert sentence in checks.dangers(other)[0]


def test_taking_another_role_for_a_while_hides_nothing(as_web):
    with as_web():
        assert "owns the tables" in checks.dangers(connection)[0]


def test_a_table_whose_row_security_is_off_is_named():
    with connection.cursor() as cursor:
        cursor.execute("alter table accounts_user disable row level security")
    assert any(
        "alter table accounts_user enable row level security" in sentence
        for sentence in checks.dangers(connection)
    )


@pytest.mark.parametrize(("role", "found"), [("owner", 0), ("web", 1)])
def test_the_system_check_spares_the_owners_commands(settings, role, found):
    settings.ROLE = role
    errors = [e for e in run_checks(databases=["default"]) if e.id == "accounts.E001"]
    assert len(errors) == found


def test_a_process_with_a_dangerous_connection_reads_nothing(settings, monkeypatch):
    monkeypatch.setattr(checks, "_checked", set())
    settings.ROLE = "web"
    with logged_in_as("owner") as other:
        for _attempt in range(2):
            with pytest.raises(ImproperlyConfigured, match="ACCORD_ROLE"):
                other.cursor()
        assert other.connection is None


def test_a_good_connection_is_asked_once(settings, monkeypatch):
    monkeypatch.setattr(checks, "_checked", set())
    settings.ROLE = "web"
    with logged_in_as("web") as other:
        other.ensure_connection()
    monkeypatch.setattr(checks, "dangers", lambda connection: ["asked again"])
    with logged_in_as("web") as other:
        other.ensure_connection()


def test_every_table_of_a_model_is_guarded_or_has_a_reason():
    with connection.cursor() as cursor:
        cursor.execute(checks.OPEN_TABLES, [guarded_tables()])
        assert cursor.fetchall() == []


def test_no_reason_is_stale():
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert set(UNGUARDED) <= labels


@pytest.mark.parametrize(
    "statement",
    [
        "alter table accounts_user disable row level security",
        "alter table accounts_user disable trigger user_keep_roles",
        "drop policy accounts_user_web_select on accounts_user",
        "set role owner",
        "set session_replication_role = replica",
        "set row_security = off; select from accounts_user",
    ],
)
@pytest.mark.parametrize("role", ["web", "clerk"])
def test_a_process_cannot_free_itself(role, statement):
    with logged_in_as(role) as other, other.cursor() as cursor:
        with pytest.raises(ProgrammingError):
            cursor.execute(statement)


@pytest.fixture(scope="module")
def open_database(django_db_setup):
    """A database of which somebody has switched row security off for one table."""
    name, admin = connection.settings_dict["NAME"], os.environ["ADMIN_DATABASE_URL"]
    restore_database(f"{name}_open", f"{name}_clean")
    with closing_connection(admin, dbname=f"{name}_open") as cursor:
        cursor.execute("alter table coordination_item disable row level security")
    yield {key: address_of(admin, role, f"{name}_open") for role, key in URL_OF_ROLE.items()}
    drop_database(f"{name}_open")


@pytest.mark.parametrize(
    ("role", "command"),
    [
        ("web", ["-c", "import coordination.wsgi"]),
        ("web", ["manage.py", "check", "--database", "default"]),
        ("clerk", ["-m", "celery", "-A", "coordination.celery", "worker", "-c1"]),
    ],
)
def test_a_process_does_not_start_while_a_table_is_open(open_database, role, command):
    done = subprocess.run(
        [sys.executable, *command],
        env=os.environ | open_database | {"ACCORD_ROLE": role},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "Row security of the table coordination_item is off" in done.stdout + done.stderr
