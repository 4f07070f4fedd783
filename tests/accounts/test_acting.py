"""acting_as: the one way identity reaches the database, and the traps around it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.db.utils import DataError

from accounts import acting
from accounts.acting import NoTransactionError, acting_as
from accounts.models import User
from tests import factories as make
from tests.accounts.pages import who

pytestmark = pytest.mark.django_db


def ask(question):
    with connection.cursor() as cursor:
        cursor.execute(f"select {question}")
        return cursor.fetchone()[0]


@pytest.fixture
def ana():
    return make.user("Ana Moreno")


@pytest.fixture
def admin():
    return make.staff("Priya Nair", is_directory_admin=True)


def test_the_database_knows_who_is_acting(ana):
    with acting_as(ana):
        assert who() == str(ana.pk)


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_nobody_is_null(nobody):
    with acting_as(nobody):
        assert ask("acting_user() is null")


def test_a_nested_identity_ends_with_its_block(ana, admin):
    with acting_as(ana):
        with acting_as(admin):
            assert who() == str(admin.pk)
        assert who() == str(ana.pk)


def test_nobody_can_be_nested_in_somebody(ana):
    with acting_as(ana):
        with acting_as(None):
            assert who() == "None"
        assert who() == str(ana.pk)


def test_the_former_identity_comes_back_after_a_nested_failure(ana, admin):
    with acting_as(ana):
        with pytest.raises(ZeroDivisionError), acting_as(admin):
            raise ZeroDivisionError
        assert who() == str(ana.pk)


def test_the_former_identity_comes_back_after_a_nested_database_error(ana, admin):
    with acting_as(ana):
        with pytest.raises(IntegrityError), acting_as(admin):
            User.objects.create(email=ana.email, name="Twice")
        assert who() == str(ana.pk)


def test_the_former_identity_comes_back_after_a_nested_rollback(ana, admin):
    with acting_as(ana):
        with acting_as(admin):
            transaction.set_rollback(True)
        assert who() == str(ana.pk)


def test_an_inactive_account_cannot_act(ana):
    ana.is_active = False
    with pytest.raises(ValueError, match="not active"), acting_as(ana):
        pass


def test_the_roles_are_those_of_active_accounts(admin):
    with acting_as(admin):
        assert ask("acting_is_directory_admin() and acting_is_staff()")
        make.change(admin, is_active=False)
        assert not ask("acting_is_directory_admin() or acting_is_staff()")


@pytest.mark.parametrize(
    ("role", "admin", "officer"),
    [("is_directory_admin", True, False), ("is_privacy_officer", False, True)],
)
def test_each_role_is_its_own(role, admin, officer):
    with acting_as(make.staff("Tom Ashworth", **{role: True})):
        assert ask("acting_is_directory_admin()") is admin
        assert ask("acting_is_privacy_officer()") is officer


def test_an_identity_that_is_no_id_is_refused():
    acting._tell_database("Ana")
    with pytest.raises(DataError), transaction.atomic():
        who()


@pytest.mark.django_db(transaction=True)
class TestWithoutATransactionAround:
    def test_identity_cannot_be_told_outside_a_transaction(self):
        with pytest.raises(NoTransactionError):
            acting._tell_database("0197a000-0000-7000-8000-00000000000a")

    def test_after_the_transaction_the_setting_is_empty_not_null_and_means_nobody(self, ana):
        with acting_as(ana):
            pass
        assert ask("current_setting('app.user_id', true)") == ""
        assert ask("acting_user() is null")

    def test_nothing_is_left_on_the_connection_for_the_next_request(self, ana):
        backend = ask("pg_backend_pid()")
        with acting_as(ana):
            assert ask("acting_user() is not null")
        assert ask("pg_backend_pid()") == backend
        assert ask("acting_user() is null")

    def test_an_identity_left_behind_by_a_session_setting_does_not_reach_a_request(self, ana):
        # The trap that acting_as avoids, laid by hand: set_config without "local".
        with connection.cursor() as cursor:
            cursor.execute("select set_config('app.user_id', %s, false)", [str(ana.pk)])
        with acting_as(None):
            assert ask("acting_user() is null")
