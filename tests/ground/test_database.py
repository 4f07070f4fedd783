"""From the environment to DATABASES and the broker's address."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from coordination.database import broker_url, database_entry, parse_database_url, role_of_command

ADDRESSES = {
    "DATABASE_URL": "postgres://web:p%40ss@db.example:5433/accord?sslmode=verify-full",
    "CLERK_DATABASE_URL": "postgres://clerk:secret@/accord?host=/run/accord",
}


def test_each_role_has_an_address_of_its_own():
    entry = database_entry(ADDRESSES, "web")
    assert (entry["USER"], entry["PASSWORD"], entry["NAME"]) == ("web", "p@ss", "accord")
    assert (entry["HOST"], entry["PORT"]) == ("db.example", "5433")
    assert entry["OPTIONS"]["sslmode"] == "verify-full"


def test_a_socket_is_a_host_that_is_a_folder():
    entry = database_entry(ADDRESSES, "clerk")
    assert (entry["HOST"], entry["PORT"]) == ("/run/accord", "")


@pytest.mark.parametrize(
    ("addresses", "role", "sentence"),
    [
        (ADDRESSES, "owner", "OWNER_DATABASE_URL is not set"),
        (ADDRESSES, "postgres", "Set it to web, clerk or owner"),
        ({"DATABASE_URL": ADDRESSES["CLERK_DATABASE_URL"]}, "web", "must log in as 'web'"),
        ({"DATABASE_URL": "mysql://web:x@h/accord"}, "web", "must look like postgres://"),
        ({"DATABASE_URL": "postgres://web:x@h"}, "web", "must look like postgres://"),
        ({"DATABASE_URL": "postgres://web:x@h:http/accord"}, "web", "is not a number"),
    ],
)
def test_a_wrong_address_is_refused_with_a_sentence(addresses, role, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence):
        database_entry(addresses, role)


def test_a_password_may_hold_any_sign():
    assert parse_database_url("postgres://web:a%2Fb%3Fc%23d@h/accord")["PASSWORD"] == "a/b?c#d"


@pytest.mark.parametrize(
    ("command", "role"),
    [("migrate", "owner"), ("demo", "owner"), ("verify_ledger", "clerk"), ("runserver", "web")],
)
def test_a_command_logs_in_with_no_more_rights_than_it_needs(command, role):
    assert role_of_command(command) == role


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("redis://host:6379/0", "redis://host:6379/0"),
        ("unix:///run/v.sock?db=3", "redis+socket:///run/v.sock?virtual_host=3"),
        ("unix://:pw@/run/v.sock", "redis+socket://:pw@/run/v.sock?virtual_host=0"),
    ],
)
def test_celery_reads_the_same_redis(given, told):
    assert broker_url(given) == told
