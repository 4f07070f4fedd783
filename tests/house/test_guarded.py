"""Every table has row security or stands on a list with a reason; so does every door."""

import pytest
from django.apps import apps

from accounts.guarded import UNGUARDED, guarded_tables
from tests.attempts import NOT_ALLOWED, attempt, run, value
from tests.house.sources import FLOORS

pytestmark = pytest.mark.django_db

# Functions that work with the owner's rights and that others may call, and why each may.
DOORS = {
    "acting_is_staff": "says what the acting person is",
    "acting_is_directory_admin": "says what the acting person is",
    "acting_is_privacy_officer": "says what the acting person is",
    "administered_organizations": "says which organizations the acting person edits",
    "acting_is_account": "says what the acting person is",
    "use_api_token": "answers to the hash of a secret token",
    "api_token_works": "answers to those who keep the token's organization",
    "find_in_directory": "answers to whoever is acting, with ids of the directory",
    "seek_where_days_passed": "renews what some are found by, and gives nothing back",
    "acting_provider": "says what the acting person is",
    "own_clients": "says for whom the acting person acts",
    "represented_clients": "says for whom the acting person acts",
    "acting_clients": "says for whom the acting person acts",
    "treated_clients": "says whom the acting person treats",
    "units_of_acting_user": "says which units the acting person belongs to",
    "named_releases": "says which releases name the acting person",
    "clients_of_named_releases": "says whose releases name the acting person",
    "may_take_on": "says yes only about a client whom the acting person entered",
    "find_invitation": "answers to the hash of a secret token",
    "hold_invitation": "answers to the hash of a secret token, and gives nothing back",
    "accept_invitation": "answers to the hash of a secret token, for the invited address",
    "renew_invitation": "answers to the hash of a secret token, and only renews",
    "provider_look_alikes": "tells pairs of entries to who keeps the directory, nobody else",
    "organization_look_alikes": "tells pairs of entries to who keeps the directory, nobody else",
    "claim_provider": "answers to who used the invitation up",
    "claim_client": "answers to who used the invitation up",
    "enqueue_outgoing": "adds a promise and says whether it is new",
    "consent_for_author": "answers about the acting person's own clients",
    "obstacles_for_author": "answers about the acting person's own clients",
    "share_answer": "answers to those who may know of the share",
    "releases_relied_on": "answers to the recipient of an open share",
    "may_write_in": "says yes only about a thread in which the acting person wrote or reads",
    "may_check_in": "says yes only about a goal that the acting person set or reads",
    "thread_answers": "answers about the acting person's own words, where they may write",
    "may_show_scope": "says yes only about a release of the acting person's own",
    "scopes_shown": "answers to one of two clients who both agreed, each naming the other",
    "stop_as_told": "only stops, and only what the acting person's own clients signed",
    "record_paper": "takes what was signed on paper by the acting person's own clients",
    "is_about_acting_client": "says yes only about what the acting person may know of",
    "note_blocked_attempt": "writes a line that the caller cannot read",
    "record_in_force": "answers to the hash of a sealed file, and only yes or no",
    "receipt_is_known": "answers to the hash of a sealed file, and only yes or no",
    "releases_known_categories": "tells only what is on the public list",
    "care_team": "answers to those who act for the client",
    "may_address": "says yes only about a message that the acting person wrote",
    "own_team_messages": "says what the acting person wrote, by ids",
    "kept_team_messages": "says only what is kept from the acting person, by ids",
    "minors_own": "answers to those who treat the client or act for them",
    "kept_releases": "says only what is kept from the acting person, by ids",
    "kept_restrictions": "says only what is kept from the acting person, by ids",
    "kept_items": "says only what is kept from the acting person, by ids",
    "kept_subjects": "says only what is kept from the acting person, by ids",
    "kept_complaints": "says only what is kept from the acting person, by ids",
    "represents_minor": "says whether whom the acting person represents is a minor",
    "is_kept": "says what would be kept from the acting person",
    "people_who_sign": "answers about the acting person's own clients",
    "signed_by_guardians": "tells those who act for the client or treat them two numbers",
    "signed_together": "tells who asked, and who signs, two numbers",
    "signers_of": "the clerk has to find whom to write to",
    "release_renewal": "the clerk has to know whether an end is news",
    "untold": "answers about the acting person's own clients",
    "rhythm_holds": "the clerk has to know whether a question still holds",
    "people_to_remind": "the clerk has to find whom to write to",
    "begin_emergency": "begins an access by the acting person, if all that it needs holds",
    "emergency_shown": "answers about the acting person's own emergency access, while it is open",
    "emergency_list": "answers about the acting person's own emergency access, never a body",
    "open_in_emergency": "opens one note under the acting person's own access, and writes the line",
    "kept_emergencies": "says only what is kept from the acting person, by ids",
    "people_told_of_emergency": "the clerk has to find whom to write to",
    "lock_for_merge": "waits for those whom a merge concerns, for a directory admin; says nothing",
    "import_hold": "locks entries for the worker of a confirmed import, and gives nothing back",
    "import_write": "writes for the worker of an import that a directory admin confirmed",
    "import_stays": "counts what undoing an import would leave, for a directory admin",
    "import_undo": "takes back what an import did, where nothing relies on it",
    "consent_differences": "the clerk compares every share with the formula once a day",
}

# Granted, so that what reads it does not fail, and without a policy: nobody sees a row of it.
SHOWS_NO_ROW = {"account_emailconfirmation"}


def our_models():
    for floor in FLOORS:
        yield from apps.get_app_config(floor).get_models(include_auto_created=True)


def test_every_model_of_ours_says_that_it_is_guarded_or_is_on_the_list():
    unsaid = [
        model._meta.label
        for model in our_models()
        if not getattr(model, "guarded", False) and model._meta.label not in UNGUARDED
    ]
    assert unsaid == []


def test_no_model_is_both_and_none_on_the_list_is_gone():
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    both = [
        m._meta.label
        for m in our_models()
        if getattr(m, "guarded", 0) and m._meta.label in UNGUARDED
    ]
    assert (set(UNGUARDED) - labels, both) == (set(), [])


def test_every_exception_has_a_reason():
    assert all(len(reason.split()) > 4 for reason in UNGUARDED.values())


def test_row_security_is_on_where_it_should_be():
    on = run("select relname from pg_class where relrowsecurity and relkind = 'r'")
    assert {table for (table,) in on} == set(guarded_tables())


def test_every_guarded_table_says_what_the_site_may_do():
    """A table that the site may touch at all has a policy for each thing that it may do."""
    granted = {
        (table, verb)
        for table, verb in run(
            "select distinct table_name::text, lower(privilege_type) from"
            " information_schema.column_privileges where grantee = 'web'"
            " union select table_name::text, lower(privilege_type) from"
            " information_schema.table_privileges where grantee = 'web'"
        )
        if table in guarded_tables()
    }
    with_policy = set(
        run(
            "select tablename::text, v.verb from pg_policies,"
            " unnest(case cmd when 'ALL' then '{select,insert,update,delete}'"
            " else array[lower(cmd)] end) as v(verb) where 'web' = any (roles)"
        )
    )
    assert {one for one in granted - with_policy if one[0] not in SHOWS_NO_ROW} == set()
    assert with_policy - granted == set()


def test_no_policy_is_for_everybody_and_each_is_named_for_whom():
    policies = run("select tablename::text, policyname::text, roles::text[] from pg_policies")
    wrong = [
        name
        for table, name, roles in policies
        if len(roles) != 1 or roles[0] not in ("web", "clerk") or not name.startswith(table)
    ]
    assert wrong == []


@pytest.mark.parametrize("role", ["web", "clerk"])
def test_nobody_empties_a_table_nor_borrows_rights(role):
    assert (
        run(
            "select table_name, privilege_type from information_schema.table_privileges"
            " where grantee in (%s, 'PUBLIC') and table_schema = 'public'"
            " and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')",
            role,
        )
        == []
    )
    assert value(
        "select not rolsuper and not rolbypassrls and not rolcreaterole and not rolcreatedb"
        " from pg_roles where rolname = %s",
        role,
    )
    assert value("select has_schema_privilege(%s, 'public', 'create')", role) is False


@pytest.mark.parametrize("role", ["web", "clerk"])
def test_nobody_becomes_the_owner(role):
    assert value("select pg_has_role(%s, 'owner', 'member')", role) is False


def test_switching_row_security_off_is_refused_and_shows_nothing(open_share, stranger, as_web):
    with as_web(stranger.user):
        run("set local row_security = off")
        assert attempt("select body from coordination_item") == NOT_ALLOWED
        run("set local row_security = on")
        assert run("select body from coordination_item") == []


def test_the_site_asks_for_consent_only_by_the_doors(as_web, stranger):
    formulas = [
        "release_consent(null, '{}', '{}', null, null, null, '2026-01-01', '')",
        "release_cover('{}', '{}', null, null, null, '2026-01-01', '')",
        "release_here(null)",
        "release_covers(null)",
        "release_withholds(null)",
        "release_consents(null)",
        "coordination_computed(null)",
        "release_withheld(null, '{}', '{}', null)",
        "release_misses('{}', '{}', null, null, null, '2026-01-01', '', now())",
        "coordination_refresh()",
        "consent_differences(null, 1)",
        "is_minor(null)",
        "kept_kinds()",
        "signers_of(null)",
        "people_to_remind(null)",
        "release_renewal(null)",
        "may_in_emergency(null, null)",
        "client_in_emergency(null, '', null, null)",
        "open_emergency(null)",
        "items_in_emergency(null)",
        "emergency_letters(null, null)",
        "emergency_is_barred(null)",
        "is_treated_at(null, null)",
        "people_told_of_emergency(null)",
        "is_same_person(null, null)",
        "releases_alive_of(null)",
        "restrictions_follow(null, null)",
        "tell_followed('', null, '', null, null, null, '{}')",
        "tell_release_followed('', null, null, null, null, null)",
        "tell_withdrawn(null, null)",
    ]
    with as_web(stranger.user):
        assert {attempt(f"select {one}") for one in formulas} == {NOT_ALLOWED}


def definers():
    """Functions with the owner's rights: name, whether a trigger, settings, who may call it."""
    return run(
        "select p.proname::text, p.prorettype = 'trigger'::regtype, p.proconfig::text,"
        " array(select case grantee when 0 then 'public' else grantee::regrole::text end"
        "   from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner)))"
        "  where privilege_type = 'EXECUTE')"
        " from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace"
    )


def test_every_function_with_the_owners_rights_fixes_its_search_path():
    loose = [name for name, _trigger, config, _who in definers() if "search_path" not in config]
    assert loose == []


def test_every_door_stands_on_the_list():
    """A trigger function cannot be called; whatever else others may call has a reason here."""
    doors = {
        name
        for name, is_trigger, _config, callers in definers()
        if not is_trigger and set(callers) - {"owner"}
    }
    assert doors - set(DOORS) == set()
    assert set(DOORS) - doors == set()


def test_no_door_is_open_to_just_anybody():
    public = [
        name
        for name, is_trigger, _config, callers in definers()
        if not is_trigger and "public" in callers
    ]
    assert public == ["releases_known_categories"]
