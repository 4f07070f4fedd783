"""The database itself keeps accounts, roles and invitations; asked with raw SQL as web."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from accounts.actions import set_role
from accounts.models import Kind, Role, User
from ledger.actions import record
from ledger.models import Entry, Verb
from tests import factories as make
from tests import roles

pytestmark = pytest.mark.django_db


def run(statement, *parameters):
    """The rows of a statement, or how many rows it changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else cursor.rowcount


@pytest.fixture
def ana():
    return make.user("Ana Moreno", email="ana@example.org")


@pytest.fixture
def sam():
    return make.user("Sam Whitaker", email="sam@example.org")


@pytest.fixture
def miriam():
    return make.staff("Miriam Stone", email="miriam@example.org")


@pytest.fixture
def officer():
    return make.staff("Tom Ashworth", email="tom@example.org", is_privacy_officer=True)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("ana", {"ana", "miriam", "tom"}),
        ("miriam", {"miriam", "tom"}),
        ("officer", {"ana", "sam", "miriam", "tom"}),
        (None, {"ana", "sam", "miriam", "tom"}),
    ],
)
def test_who_sees_which_accounts(ana, sam, miriam, officer, as_web, request, who, seen):
    with as_web(who and request.getfixturevalue(who)):
        rows = run("select split_part(email, '@', 1) from accounts_user")
    assert {name for (name,) in rows} == seen


@pytest.mark.parametrize("table", ["account_emailaddress", "mfa_authenticator"])
def test_addresses_and_factors_of_others_are_hidden(miriam, officer, as_web, table):
    with as_web(miriam):
        assert run(f"select distinct user_id from {table}") == [(miriam.pk,)]


def test_nobody_changes_the_account_of_another(ana, sam, as_web):
    with as_web(ana):
        assert run("update accounts_user set name = 'Taken' where id = %s", sam.pk) == 0


ROLE_COLUMNS = ["is_superuser", "is_staff", "is_directory_admin", "is_privacy_officer"]


@pytest.mark.parametrize("column", ROLE_COLUMNS)
@pytest.mark.parametrize("acting", [True, False])
def test_the_site_gives_no_role(miriam, as_web, column, acting):
    with pytest.raises(ProgrammingError, match="grant_role"):
        with as_web(miriam if acting else None):
            run(f"update accounts_user set {column} = true where id = %s", miriam.pk)


def test_the_site_takes_no_role(officer, as_web):
    with pytest.raises(ProgrammingError, match="revoke_role"), as_web(officer):
        run("update accounts_user set is_privacy_officer = false")


@pytest.mark.parametrize("column", ["kind = 'staff'", "id = uuidv7()"])
def test_kind_and_id_never_change(ana, as_web, column):
    with pytest.raises(ProgrammingError, match="never change"), as_web(ana):
        run(f"update accounts_user set {column}")


INSERT = """
    insert into accounts_user (id, email, name, kind, password, language, is_active, is_superuser,
        is_staff, is_directory_admin, is_privacy_officer)
    values (uuidv7(), 'new@example.org', 'New', %s, '', 'en', true, %s, false, false, false)
"""


def test_the_site_opens_no_account_with_a_role(as_web):
    with pytest.raises(ProgrammingError, match="grant_role"), as_web():
        run(INSERT, "staff", True)


def open_account(kind):
    """What the site could try in one transaction, judged at its end."""
    with roles.as_web():
        run(INSERT, kind, False)
        run("set constraints all immediate")


@pytest.mark.parametrize("kind", Kind.values)
def test_the_site_opens_no_account_without_an_invitation(kind):
    with pytest.raises(ProgrammingError, match="by invitation only"):
        open_account(kind)


def test_somebody_signed_in_opens_no_second_account(ana, as_web):
    with pytest.raises(ProgrammingError, match="row-level security"), as_web(ana):
        run(INSERT, "client", False)


def test_a_function_of_the_owner_lends_the_site_no_rights(ana, as_web):
    run("""create function lend() returns void language sql security definer
        as 'update accounts_user set is_superuser = true'""")
    run("grant execute on function lend to web")
    with pytest.raises(ProgrammingError, match="grant_role"), as_web(ana):
        run("select lend()")


@pytest.mark.parametrize("role", Role.values)
def test_the_action_that_gives_roles_fails_on_the_site(miriam, as_web, role):
    with pytest.raises(ProgrammingError, match="grant_role"), as_web(miriam):
        set_role(user=miriam, role=Role(role), granted=True, by=miriam)


def test_nobody_deletes_an_account(ana, as_web):
    with pytest.raises(ProgrammingError, match="permission denied"), as_web(ana):
        run("delete from accounts_user")


@pytest.mark.parametrize("column", ["password", "is_superuser", "last_login", "*"])
def test_the_clerk_reads_only_what_a_letter_needs(ana, as_clerk, column):
    with pytest.raises(ProgrammingError, match="permission denied"), as_clerk():
        run(f"select {column} from accounts_user")


def test_the_clerk_finds_whom_to_write_to(ana, as_clerk):
    with as_clerk():
        assert User.objects.addressees().get(pk=ana.pk).email == "ana@example.org"


@pytest.mark.parametrize(
    "table", ["mfa_authenticator", "account_emailaddress", "django_session", "auth_group"]
)
def test_the_clerk_has_no_business_with_signing_in(as_clerk, table):
    with pytest.raises(ProgrammingError, match="permission denied"), as_clerk():
        run(f"select from {table}")


@pytest.mark.parametrize("actor", ["sam", None])
def test_nobody_writes_in_the_name_of_another(ana, sam, as_web, actor, request):
    with pytest.raises(ProgrammingError, match="row-level security"), as_web(ana):
        record(Verb.ACCESS_BLOCKED, by=actor and request.getfixturevalue(actor))


@pytest.mark.parametrize(
    ("reader", "verbs"),
    [
        ("ana", {"account_linked"}),
        ("sam", set()),
        ("officer", {"account_linked", "access_blocked"}),
        (None, set()),
    ],
)
def test_who_reads_what_ana_did_and_where_she_was_stopped(
    ana, sam, officer, as_web, reader, verbs, request
):
    with as_web(ana):
        record(Verb.ACCOUNT_LINKED, by=ana)
        record(Verb.ACCESS_BLOCKED, by=ana)
    with as_web(reader and request.getfixturevalue(reader)):
        assert set(Entry.objects.values_list("verb", flat=True)) == verbs


@pytest.mark.parametrize(
    ("field", "value", "constraint"),
    [
        ("email", "Ana@example.org", "accounts_user_email_is_lower_case"),
        ("name", "", "accounts_user_name_is_one_line"),
        ("name", "Ana\r\nBcc: all@example.org", "accounts_user_name_is_one_line"),
        ("name", "Ana\u202eonerom", "accounts_user_name_is_one_line"),
        ("kind", "robot", "accounts_user_kind_is_known"),
        ("language", "xx", "accounts_user_language_is_known"),
        ("is_privacy_officer", True, "accounts_user_only_staff_have_roles"),
        ("is_superuser", True, "accounts_user_only_staff_have_roles"),
    ],
)
def test_what_an_account_must_be(ana, field, value, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        User.objects.filter(pk=ana.pk).update(**{field: value})


def test_an_address_has_one_account_however_it_is_written(ana):
    with pytest.raises(Exception, match="account with this address"):
        User.objects.create_user(" ANA@Example.ORG ", name="Another Ana")


@pytest.mark.parametrize(
    "name", ["María José Núñez", "יעל כהן", "李小龍", "O’Brien-Smith, Jr.", "X" * 200]
)
def test_names_of_people_are_welcome(name):
    assert make.user(name).name == name
