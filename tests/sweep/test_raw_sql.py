"""Row security alone: raw SQL without a filter, as everybody, finds what the pages show."""

import re

import pytest
from django.urls import reverse

from accounts.guarded import guarded_tables
from providers.tokens import Bearer
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt, run
from tests.house.sources import FLOORS
from tests.sweep.access import ROLES
from tests.sweep.test_sweep import CANARY

# Nobody acting is the sign-in desk: it has to find the account behind an address or a factor.
SIGN_IN_DESK = {
    "accounts_user",
    "account_emailaddress",
    "mfa_authenticator",
    "usersessions_usersession",
}
# Lists that are the same for everybody.
PUBLIC = {
    "providers_taxonomycode",
    "releases_category",
    "releases_esignterms",
    "releases_formversion",
    "releases_minorconsent",
}
ABOUT_CLIENTS = {
    table for table in guarded_tables() if table.split("_")[0] in FLOORS
} - SIGN_IN_DESK - PUBLIC  # fmt: skip

# The words about clients that row security shows to each; whoever is missing here sees none.
SHOWN = {
    "ana": {
        "ana-name", "ana-called", "ana-open-reason", "ana-lapsed-reason", "ana-waiting-reason",
        "ana-shared-body", "ana-old-body", "ana-told", "ana-untold", "ana-file", "ana-complaint",
        "ana-stated", "ana-written",
        "ana-goal", "ana-answer",
        "ana-check-in",
        "ana-nature",
    },
    "sam": {"sam-name", "sam-called", "joint-open-body"},
    "mother": {
        "leo-name", "leo-called", "leo-open-reason", "leo-waiting-reason", "leo-shared-body",
        "leo-told", "leo-file", "leo-complaint", "leo-wrong", "leo-written",
        "leo-goal",
    },
    "therapist": {
        "ana-name", "ana-called", "ana-open-reason", "ana-lapsed-reason", "ana-waiting-reason",
        "ana-shared-body", "ana-old-body", "ana-private-body", "ana-draft",
        "ana-told", "ana-untold", "ana-file", "ana-private-file",
        "ana-stated", "ana-written",
        "ana-goal", "ana-answer",
        "ana-check-in",
    },
    "psychiatrist": {
        "ana-name", "ana-called", "ana-open-reason", "ana-shared-body", "ana-told", "ana-file",
        "ana-stated",
        "sam-name", "sam-called", "robin-name", "robin-called", "joint-open-body",
    },
    "gp": {
        "ana-name", "ana-called", "ana-lapsed-reason", "sam-name", "sam-called", "robin-name",
        "robin-called",
    },
    "privacy_officer": {
        "ana-name", "ana-called", "ana-open-reason", "ana-lapsed-reason", "ana-waiting-reason",
        "leo-name", "leo-called", "leo-open-reason", "sam-name", "sam-called", "robin-name",
        "robin-called", "ana-complaint", "leo-complaint", "ana-nature", "quiet-nature",
        "quiet-danger",
    },
}  # fmt: skip


def everything():
    """All rows that can be seen now, as text."""
    return " ".join(
        row
        for table in sorted(ABOUT_CLIENTS)
        if attempt(f"select from {table} limit 1") != NOT_ALLOWED
        for (row,) in run(
            f"select row_to_json(t)::text from (select {columns_of(table)} from {table}) t"
        )
    )


def columns_of(table):
    """The columns that may be read now."""
    ((columns,),) = run(
        "select string_agg(quote_ident(attname), ', ') from pg_attribute"
        " where attrelid = %s::regclass and attnum > 0 and not attisdropped"
        " and has_column_privilege(attrelid, attnum, 'select')",
        table,
    )
    return columns


def user_of(role, get):
    people = {"anonymous": None, "without_factor": "therapist"}
    person = people.get(role, role)
    return get(person).user if person else None


@pytest.mark.parametrize("role", [one for one in ROLES if one != "without_factor"])
def test_row_security_shows_to_each_what_is_theirs(request, scene, as_web, role):
    user = user_of(role, request.getfixturevalue)
    with as_web(user):
        found = set(CANARY.findall(everything()))
    assert found == SHOWN.get(role, set())


def test_a_token_finds_not_one_row_but_of_the_directory(scene, as_web):
    with as_web(Bearer(scene.objects["token"].pk)):
        found = {
            table
            for table in guarded_tables()
            if attempt(f"select from {table} limit 1") not in (NOT_ALLOWED, NO_ROW)
        }
    assert found - PUBLIC == {
        "providers_licence", "providers_location", "providers_membership",
        "providers_organization", "providers_provider",
    }  # fmt: skip


def test_nobody_acting_finds_not_one_row_about_a_client(scene, as_web):
    found = {}
    with as_web(None):
        for table in ABOUT_CLIENTS:
            if attempt(f"select from {table}") != NOT_ALLOWED:
                found[table] = len(run(f"select 1 from {table}"))
    assert {table for table, rows in found.items() if rows} == set()
    assert len(found) > 10


@pytest.mark.parametrize("role", ["psychiatrist", "gp", "stranger", "suspended"])
def test_the_pages_show_exactly_the_notes_that_raw_sql_finds(request, scene, as_web, role):
    person = request.getfixturevalue(role)
    with as_web(person.user):
        by_sql = {body for (body,) in run("select body from coordination_item")}
        shares = {str(share) for (share,) in run("select id from coordination_share")}
    listed = person.http.get(reverse("shared_with_me"))
    linked = set(re.findall(r'href="/shared/([0-9a-f-]{36})/"', listed.content.decode()))
    on_pages = {
        body
        for share in linked
        for body in by_sql
        if body in person.http.get(reverse("shared_open", args=[share])).content.decode()
    }
    assert (linked, on_pages) == (shares, by_sql)
    assert bool(by_sql) is (role == "psychiatrist")


# The clerk: every column of text that it may read. No body, no reason, no name of a client.
CLERK_READS = {
    "accounts_invitation": "email kind language token_hash",
    "accounts_user": "email language name",
    "clients_representative": "basis",
    "coordination_checkinrhythm": "every",
    "coordination_share": "categories kind purpose",
    "ledger_entry": "detail reason subject_id subject_type verb",
    "ledger_outgoing": "dropped_for kind last_error",
    "providers_daycount": "what",
    "providers_import": "confirmed_sha256 header layout mapping name preview remark sha256 state",
    "providers_importdeed": "outcome",
    "providers_licence": "kind number state",
    "providers_location": "city country more phone postal_code state street use",
    "providers_organization": "kind name npi phone said_phone time_zone",
    "providers_provider": "credentials email languages name npi other_names phone profession"
    " said_phone said_workplace secure_email standing taxonomy",
    "providers_taxonomycode": "code label profession",
    "providers_verification": "about",
    "releases_category": "code fhir_label label label_es",
    "releases_formversion": "instrument language statements title",
    "releases_party": "side",
    "releases_release": "signed_by",
}


def test_the_clerk_reads_these_texts_and_no_other(db):
    readable = {}
    for table, column in run(
        "select p.table_name::text, p.column_name::text from information_schema.column_privileges p"
        " join information_schema.columns c using (table_schema, table_name, column_name)"
        " where p.grantee = 'clerk' and p.privilege_type = 'SELECT' and table_schema = 'public'"
        " and (c.data_type in ('text', 'character varying', 'jsonb', 'ARRAY'))"
    ):
        if table.split("_")[0] in FLOORS and column not in ("subjects", "release_ids"):
            readable.setdefault(table, set()).add(column)
    assert {table: " ".join(sorted(columns)) for table, columns in readable.items()} == CLERK_READS


@pytest.mark.parametrize(
    "table", ["coordination_attachment", "coordination_item", "releases_signature"]
)
def test_the_clerk_reads_no_column_of_a_note_or_signature(scene, as_clerk, table):
    columns = [
        column
        for (column,) in run(
            "select column_name::text from information_schema.columns where table_name = %s", table
        )
    ]
    with as_clerk():
        outcomes = {attempt(f"select {column} from {table}") for column in columns}
        outcomes |= {attempt(f"select * from {table}"), attempt(f"select count(*) from {table}")}
    assert outcomes == {NOT_ALLOWED}


def test_the_clerk_finds_no_word_about_a_client(scene, as_clerk):
    with as_clerk():
        rows = [
            row
            for table, columns in CLERK_READS.items()
            if table != "accounts_user"
            for row in run(f"select {columns.replace(' ', ', ')} from {table}")
        ]
    assert CANARY.findall(str(rows)) == []
    assert rows
