"""By raw SQL a token reads the directory and nothing else; only keepers make and revoke one."""

import pytest

from accounts.guarded import guarded_tables
from providers import actions
from providers.tokens import bearer_of
from tests import factories as make
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt, run, value
from tests.providers.conftest import SECRET
from tests.roles import as_web

LINE = (
    "insert into ledger_entry (verb, actor, subject_type, subject_id, release_ids, reason, detail)"
    " values ('invited', %s, '', '', '{}', '', '{}')"
)
DIRECTORY = {
    "providers_licence",
    "providers_location",
    "providers_membership",
    "providers_organization",
    "providers_provider",
    "providers_taxonomycode",
}
PUBLIC = {
    "releases_category",
    "releases_esignterms",
    "releases_formversion",
    "releases_minorconsent",
}
"""Lists that are the same for everybody."""


def readable():
    """The guarded tables of which a row can be read now."""
    return {
        table
        for table in guarded_tables()
        if attempt(f"select from {table} limit 1") not in (NOT_ALLOWED, NO_ROW)
    }


@pytest.mark.usefixtures("open_share")
def test_a_token_reads_the_directory_and_public_lists_and_nothing_else(everything_there, bearer):
    with as_web(bearer):
        assert readable() - PUBLIC == DIRECTORY
    with as_web(everything_there):
        assert readable() - PUBLIC - DIRECTORY


@pytest.fixture
def bearer(token):
    with as_web(None):
        return bearer_of(SECRET)


@pytest.fixture
def everything_there(open_share, therapist, practice):
    """Somebody who reads more than that, in a world that has it."""
    make.location(practice)
    make.licence(therapist.provider)
    return therapist.user


def test_what_is_shown_to_whoever_acts_is_the_directory_or_asks_for_an_account(db):
    """Also of a table that is empty where the tests look at rows."""
    shown = run(
        "select tablename::text from pg_policies where qual like '%%acting_user) IS NOT NULL%%'"
    )
    asking = run("select tablename::text from pg_policies where policyname like '%%\\_no\\_token'")
    assert {*shown} - {(one,) for one in DIRECTORY} == {*asking} - {
        ("accounts_user",),
        ("ledger_entry",),
    }


def test_a_token_changes_nothing(bearer, practice):
    make.location(practice)
    outcomes = {}
    with as_web(bearer):
        for table in sorted(guarded_tables()):
            outcomes[table, "delete"] = attempt(f"delete from {table}")
        for table in ("provider", "organization", "location", "licence", "membership"):
            outcomes[table, "update"] = attempt(f"update providers_{table} set id = id")
        outcomes["token"] = attempt("update providers_apitoken set revoked_at = null")
        outcomes["line"] = attempt(LINE, str(bearer.pk))
    assert set(outcomes.values()) <= {NOT_ALLOWED, NO_ROW}


def test_nobody_reads_a_hash_and_a_dead_token_is_nobody(token, office, practice, keeping):
    with as_web(office.user):
        assert attempt("select hash from providers_apitoken") == NOT_ALLOWED
        assert attempt("select purpose from providers_apitoken") == 1
    keeping(actions.revoke_api_token, token=token)
    with as_web(None):
        assert bearer_of(SECRET) is None
        assert attempt("select api_token_holds(t) from providers_apitoken t") == NOT_ALLOWED


def forge(place, user, *, days=1, more="", values=""):
    return attempt(
        "insert into providers_apitoken (organization_id, purpose, hash, made_by_id, ends_at"
        f"{more}) values (%s, 'x', repeat('a', 64), %s, now() + interval '{days} days'{values})",
        str(place.pk),
        str(user.pk),
    )


def test_the_database_lets_only_keepers_make_one_and_in_their_own_name(
    practice, office, therapist, directory_admin
):
    other = make.organization("Elsewhere")
    with as_web(therapist.user):
        assert forge(practice, therapist.user) == NOT_ALLOWED
    with as_web(office.user):
        assert forge(other, office.user) == NOT_ALLOWED
        assert forge(practice, directory_admin.user) == NOT_ALLOWED
        assert forge(practice, office.user, days=400) == NOT_ALLOWED
        assert forge(practice, office.user, more=", last_used_at", values=", now()") == NOT_ALLOWED
        assert forge(practice, office.user) == 1


def test_what_is_revoked_stays_revoked_and_others_are_not_touched(
    token, office, practice, therapist
):
    revoke = "update providers_apitoken set revoked_at = now(), revoked_by_id = %s"
    with as_web(therapist.user):
        assert attempt(revoke, str(therapist.user.pk)) == NO_ROW
        assert attempt("select from providers_apitoken") == NO_ROW
        assert value("select api_token_works(%s)", str(token.pk)) is False
    with as_web(office.user):
        assert value("select api_token_works(%s)", str(token.pk)) is True
        assert attempt(revoke, str(therapist.user.pk)) == NOT_ALLOWED
        assert attempt(revoke, str(office.user.pk)) == 1
        assert attempt("update providers_apitoken set revoked_at = null, revoked_by_id = null") == (
            NO_ROW
        )
        assert attempt("update providers_apitoken set ends_at = now()") == NOT_ALLOWED


@pytest.mark.parametrize("table", ["accounts_user", "ledger_entry"])
def test_without_the_rule_it_would_read_the_staff_and_write_lines(bearer, table):
    """The tests above would see it."""
    run(f"drop policy {table}_no_token on {table}")
    with as_web(bearer):
        found = attempt("select from accounts_user"), attempt(LINE, str(bearer.pk))
    assert found == {"accounts_user": (1, NOT_ALLOWED), "ledger_entry": (NO_ROW, 1)}[table]
