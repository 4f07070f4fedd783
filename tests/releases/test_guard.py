"""What the database lets the site do with releases, whatever the site tries: raw SQL as `web`."""

import pytest

from releases.models import Release
from tests import factories as make
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt, value

FIXED, FINAL = "release_signed_is_fixed", "release_end_is_final"

# Every column of a signed release that the site may write at all, and something else for it.
OF_A_SIGNED_RELEASE = {
    "direction": "'two_way'",
    "categories": "'{progress,medications,goals}'",
    "asked_categories": "'{goals}'",
    "purposes": "'{treatment}'",
    "reason": "'Something else'",
    "information_from": "'2020-01-01'",
    "information_until": "'2040-01-01'",
    "signed_by": "'representative'",
    "effective_at": "statement_timestamp() - interval '1 year'",
    "expires_at": "statement_timestamp() + interval '9 years'",
    "ends_with_treatment": "true",
    "supersedes_id": "id",
}


@pytest.mark.parametrize("column", OF_A_SIGNED_RELEASE)
def test_what_was_signed_cannot_be_changed(psychiatrist, ana, as_web, column):
    statement = (
        f"update releases_release set {column} = {OF_A_SIGNED_RELEASE[column]} where id = %s"
    )
    with as_web(ana.user):
        assert attempt(statement, psychiatrist.release.pk) == FIXED
    assert attempt(statement, psychiatrist.release.pk) == FIXED


def test_every_column_that_the_site_may_write_is_tried_or_only_ends_it(db):
    ending = {"declined_at", "signed_at", "revoked_at", "superseded_at", "ended_at"}
    columns = value(
        "select array_agg(column_name::text) from information_schema.column_privileges"
        " where grantee = 'web' and table_name = 'releases_release' and privilege_type = 'UPDATE'"
    )
    assert set(columns) == set(OF_A_SIGNED_RELEASE) | ending


@pytest.mark.parametrize("column", ["client_id", "instrument", "in_force", "majority_at", "id"])
def test_the_site_cannot_write_these_columns_at_all(psychiatrist, ana, as_web, column):
    with as_web(ana.user):
        assert attempt(f"update releases_release set {column} = {column}") == NOT_ALLOWED


def test_a_signature_is_not_taken_back_but_stays(psychiatrist, ana, as_web):
    statement = "update releases_release set signed_at = null where id = %s"
    with as_web(ana.user):
        assert attempt(statement, psychiatrist.release.pk) == FIXED


@pytest.mark.parametrize("ending", ["revoked_at", "superseded_at", "ended_at"])
@pytest.mark.parametrize("later", ["null", "clock_timestamp()", "'2000-01-01Z'"])
def test_an_end_is_final(psychiatrist, ana, as_web, ending, later):
    release = make.change(psychiatrist.release, **{ending: make.ago(days=1)})
    with as_web(ana.user):
        assert attempt(f"update releases_release set {ending} = {later}") == FINAL
    assert release.in_force.upper == getattr(release, ending)


@pytest.mark.parametrize("side", ["discloser", "recipient"])
def test_the_parties_of_a_signed_release_stay_who_they_are(psychiatrist, ana, as_web, side):
    with as_web(ana.user):
        assert attempt("delete from releases_party where side = %s", side) == FIXED
        assert attempt("update releases_party set side = side") == NOT_ALLOWED


@pytest.mark.parametrize("who", ["ana", "therapist", "psychiatrist"])
def test_nobody_joins_a_signed_release(psychiatrist, stranger, request, as_web, who):
    statement = (
        "insert into releases_party (id, release_id, side, provider_id)"
        " values (uuidv7(), %s, 'recipient', %s)"
    )
    with as_web(request.getfixturevalue(who).user):
        refused = attempt(statement, psychiatrist.release.pk, stranger.provider.pk)
    assert refused in (FIXED, NOT_ALLOWED)


def test_a_release_begins_unsigned(ana):
    statement = (
        "insert into releases_release (id, client_id, instrument, direction, categories, purposes,"
        " reason, signed_by, expires_at, signed_at, requested_at) values (uuidv7(), %s, 'general',"
        " 'one_way', '{progress}', '{treatment}', '', 'client', '2040-01-01', '2026-01-01',"
        " '2026-01-01')"
    )
    assert attempt(statement, ana.client.pk) == "release_begins_unsigned"


@pytest.mark.parametrize("column", ["signed_at", "declined_at", "revoked_at", "superseded_at"])
def test_the_clock_and_not_the_site_says_when(waiting, ana, as_web, column):
    make.signature(waiting, ana.user)
    if column in ("revoked_at", "superseded_at"):
        make.change(waiting, signed_at=make.ago(days=3))
    before = value("select clock_timestamp()")
    with as_web(ana.user):
        attempt(f"update releases_release set {column} = '2001-01-01Z' where id = %s", waiting.pk)
    waiting.refresh_from_db()
    assert before < getattr(waiting, column) < value("select clock_timestamp()")


def test_a_request_is_not_backdated(ana, as_web):
    with as_web(ana.user):
        Release(
            client=ana.client,
            categories=["goals"],
            purposes=["treatment"],
            expires_at=make.ahead(days=9),
            requested_at=make.ago(days=90),
            declined_at=make.ago(days=80),
        ).save(force_insert=True)
    release = Release.objects.of(ana.client).get()
    assert release.requested_at > make.ago(minutes=1)
    assert release.declined_at is None


def test_a_signed_release_is_never_deleted_by_the_site(psychiatrist, ana, as_web):
    with as_web(ana.user):
        assert attempt("delete from releases_release") == NOT_ALLOWED


# who asks for a release of Ana's, in whose name, outcome
REQUESTS = [
    ("ana", None, 1),
    ("ana", "therapist", NOT_ALLOWED),
    ("therapist", "therapist", 1),
    ("therapist", "psychiatrist", NOT_ALLOWED),
    ("therapist", None, NOT_ALLOWED),
    ("psychiatrist", "psychiatrist", NOT_ALLOWED),
    ("stranger", "stranger", NOT_ALLOWED),
    ("sam", None, NOT_ALLOWED),
    ("directory_admin", None, NOT_ALLOWED),
    ("privacy_officer", None, NOT_ALLOWED),
    (None, None, NOT_ALLOWED),
]


@pytest.mark.parametrize(("who", "proposer", "outcome"), REQUESTS)
def test_who_asks_for_a_release(request, ana, psychiatrist, as_web, who, proposer, outcome):
    who = request.getfixturevalue(who).user if who else None
    proposer = request.getfixturevalue(proposer).provider.pk if proposer else None
    with as_web(who):
        asked = attempt(
            "insert into releases_release (id, client_id, proposed_by_id, instrument, direction,"
            " categories, purposes, reason, signed_by, expires_at) values (uuidv7(), %s, %s,"
            " 'general', 'one_way', '{goals}', '{treatment}', '', 'client',"
            " clock_timestamp() + interval '1 year')",
            ana.client.pk,
            proposer,
        )
    assert asked == outcome


# who restricts for Ana, outcome
RESTRICTING = [
    ("ana", 1),
    ("therapist", NOT_ALLOWED),
    ("psychiatrist", NOT_ALLOWED),
    ("sam", NOT_ALLOWED),
    ("privacy_officer", NOT_ALLOWED),
]


@pytest.mark.parametrize(("who", "outcome"), RESTRICTING)
def test_who_restricts_and_from_when(request, ana, psychiatrist, as_web, who, outcome):
    with as_web(request.getfixturevalue(who).user):
        set_by = attempt(
            "insert into releases_restriction (id, client_id, starts_at, created_at)"
            " values (uuidv7(), %s, '2001-01-01Z', '2001-01-01Z')",
            ana.client.pk,
        )
    assert set_by == outcome
    starts = value("select min(starts_at) from releases_restriction")
    assert starts is None or starts > make.ago(minutes=1)


def test_a_restriction_is_lifted_from_now_on_and_by_the_client_only(
    ana, psychiatrist, therapist, as_web
):
    make.restriction(ana.client, provider=psychiatrist.provider, since=make.ago(days=9))
    statement = "update releases_restriction set ends_at = '2001-01-01Z'"
    for who, outcome in ((therapist, NO_ROW), (psychiatrist, NO_ROW), (ana, 1)):
        with as_web(who.user):
            assert attempt(statement) == outcome
    assert value("select ends_at from releases_restriction") > make.ago(minutes=1)
