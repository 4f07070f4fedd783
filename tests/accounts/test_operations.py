"""What operators meet: commands, the log, sealed secrets, tasks."""

import io
import logging

import pytest
from celery import shared_task
from cryptography.fernet import InvalidToken
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from accounts.logs import HideTokens
from accounts.models import User
from accounts.sealing import seal, unseal
from accounts.tasks import ActingTask
from ledger.models import Entry
from tests import factories as make

ROLES = ["directory_admin", "privacy_officer"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_given_and_taken_at_a_terminal(role):
    miriam = make.staff("Miriam Stone", email="miriam@example.org")
    for command, expected in (("grant_role", True), ("revoke_role", False)):
        out = io.StringIO()
        call_command(command, " MIRIAM@example.org", role, stdout=out)
        miriam.refresh_from_db()
        assert getattr(miriam, f"is_{role}") is expected
        assert "Miriam Stone" in out.getvalue()
        verb = "role_given" if expected else "role_taken"
        line = Entry.objects.get(verb=verb, subject_id=str(miriam.pk))
        assert (line.actor, line.detail) == (None, {"role": role})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "sentence"),
    [("nobody@example.org", "Check the address"), ("ana@example.org", "Only staff have roles")],
)
def test_a_role_that_cannot_be_given_says_why(email, sentence):
    make.user("Ana Moreno", email="ana@example.org")
    with pytest.raises(CommandError, match=sentence):
        call_command("grant_role", email, "directory_admin")


@pytest.mark.django_db
def test_a_superuser_is_staff_and_found_however_the_address_is_written():
    made = User.objects.create_superuser("Priya@example.org", make.PASSWORD, name="Priya Nair")
    assert User.objects.get_by_natural_key(" PRIYA@example.org") == made
    assert (made.kind, made.is_staff, made.is_superuser) == ("staff", True, True)
    assert {str(made), made.get_full_name(), made.get_short_name()} == {"Priya Nair"}


@pytest.mark.parametrize(
    ("message", "args"),
    [
        ("Not Found: %s", ("/invitation/s3cret_token-x/",)),
        ("%(r)s 200 %(f)s", ({"r": "GET /invitation/s3cret?a=1", "f": "/invitation/s3cret/"},)),
        ("GET https://accord.example/invitation/s3cret HTTP/1.1", ()),
    ],
)
def test_the_token_of_an_invitation_stays_out_of_the_log(message, args):
    record = logging.LogRecord("x", logging.INFO, __file__, 1, message, args, None)
    assert HideTokens().filter(record)
    assert "s3cret" not in record.getMessage()
    assert "/invitation/…" in record.getMessage()


def test_other_lines_of_the_log_stay_as_they_are():
    record = logging.LogRecord("x", logging.INFO, __file__, 1, "Not Found: %s", ("/a/",), None)
    HideTokens().filter(record)
    assert record.args == ("/a/",)


def test_a_sealed_secret_comes_back_under_a_former_key(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "first", []
    sealed = seal("secret")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "second", ["first"]
    assert (unseal(sealed), "secret" in sealed) == ("secret", False)


def test_a_sealed_secret_without_its_key_fails_loudly(settings):
    settings.SECRET_KEY = "first"
    sealed = seal("secret")
    settings.SECRET_KEY = "second"
    with pytest.raises(InvalidToken):
        unseal(sealed)


def state():
    """Whether there is a transaction, and whether somebody is acting in it."""
    with connection.cursor() as cursor:
        cursor.execute("select acting_user()")
        return connection.in_atomic_block, cursor.fetchone()[0]


@shared_task(base=ActingTask)
def in_a_transaction():
    return state()


@shared_task(base=ActingTask, acting=False)
def on_its_own():
    return state()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("task", "atomic"), [(in_a_transaction, True), (on_its_own, False)])
def test_a_task_is_one_transaction_of_nobody_unless_it_says_otherwise(task, atomic):
    assert task.apply().get() == (atomic, None)


@pytest.mark.django_db(transaction=True)
def test_a_failing_task_leaves_nothing_behind():
    @shared_task(base=ActingTask)
    def fail():
        make.user("Ana Moreno")
        raise ZeroDivisionError

    assert fail.apply().failed()
    with transaction.atomic():
        assert not make.User.objects.exists()
