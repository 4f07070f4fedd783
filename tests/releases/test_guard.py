"""What the database lets the site do with releases, whatever the site tries: raw SQL as `web`."""

from datetime import date

import pytest

from releases.models import Party, Release, SignedBy
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
    "supersedes_id": "id",
}


@pytest.fixture
def waiting(ana, therapist, psychiatrist):
    """A release that waits for Ana's signature."""
    return make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        proposed_by=therapist.provider,
        categories=["goals"],
    )


@pytest.fixture
def waiting_for_leo(leo, mother, play_therapist, stranger):
    return make.request(
        leo.client, disclosers=[play_therapist.provider], recipients=[stranger.provider]
    )


def sign(release):
    statement = "update releases_release set signed_at = clock_timestamp() where id = %s"
    return attempt(statement, release.pk)


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


@pytest.mark.parametrize("side", Party.Side.values)
def test_a_release_names_both_sides_before_it_is_signed(waiting, side):
    waiting.parties.filter(side=side).delete()
    assert sign(waiting) == "release_names_both_sides"


# who, with a signature by whom, in which role, what comes of stamping the release as signed
SIGNING = [
    ("ana", None, None, "release_has_a_signature"),
    ("ana", "ana", "client", 1),
    ("therapist", None, None, NO_ROW),
    ("psychiatrist", None, None, NO_ROW),
    ("stranger", None, None, NO_ROW),
    ("directory_admin", None, None, NO_ROW),
    ("privacy_officer", None, None, NO_ROW),
    ("sam", None, None, NO_ROW),
    ("ana", "sam", "client", "release_has_a_signature"),
    ("therapist", "ana", "client", NO_ROW),
]


@pytest.mark.parametrize(("who", "signer", "role", "outcome"), SIGNING)
def test_only_the_client_signs(request, as_web, waiting, who, signer, role, outcome):
    who = request.getfixturevalue(who)
    if signer:
        make.signature(waiting, request.getfixturevalue(signer).user, role=role)
    with as_web(who.user):
        assert sign(waiting) == outcome


EVIDENCE = (
    "insert into releases_signature (id, release_id, signer_id, role, representative_id,"
    " typed_name, initialled, form_version_id, language, shown, shown_sha256, authenticated_by,"
    " user_agent, at) select uuidv7(), %s, %s, %s, %s, 'Somebody', '{}', id, 'en', 'words',"
    " encode(sha256('words'), 'hex'), '', '', '2001-01-01Z' from releases_formversion limit 1"
)
NOT_OWN = "signature_is_the_signers_own"


def evidence(release, signer, role="client", authority=None):
    return attempt(EVIDENCE, release.pk, signer.pk, role, authority.pk if authority else None)


def test_nobody_leaves_a_signature_in_anothers_name(waiting, ana, therapist, sam, as_web):
    for who in (therapist, sam):
        with as_web(who.user):
            assert evidence(waiting, ana.user) in (NOT_ALLOWED, NOT_OWN)
            assert evidence(waiting, who.user) in (NOT_ALLOWED, NOT_OWN)
    with as_web(ana.user):
        assert evidence(waiting, ana.user) == 1


def test_a_parent_signs_as_a_parent_and_not_as_the_child(waiting_for_leo, mother, as_web):
    with as_web(mother.user):
        assert evidence(waiting_for_leo, mother.user, "client") == NOT_OWN
        assert evidence(waiting_for_leo, mother.user, "representative", mother.authority) == 1


def test_a_parent_signs_with_their_own_authority(waiting_for_leo, mother, father, as_web):
    with as_web(mother.user):
        outcome = evidence(waiting_for_leo, mother.user, "representative", father.authority)
    assert outcome == NOT_OWN


def test_authority_for_one_client_is_none_for_another(waiting, mother, as_web):
    with as_web(mother.user):
        outcome = evidence(waiting, mother.user, "representative", mother.authority)
    assert outcome in (NOT_ALLOWED, NOT_OWN)


@pytest.mark.parametrize("lapse", ["it ended", "it was never verified", "the child came of age"])
def test_a_parent_without_authority_signs_nothing(waiting_for_leo, leo, mother, as_web, lapse):
    if lapse == "it ended":
        make.change(mother.authority, during=(make.ago(days=9), make.ago(days=1)))
    elif lapse == "it was never verified":
        make.change(mother.authority, verified_by=None, verified_at=None)
    else:
        make.change(leo.client, born=date(2000, 1, 1))
    with as_web(mother.user):
        outcome = evidence(waiting_for_leo, mother.user, "representative", mother.authority)
        assert outcome in (NOT_ALLOWED, NOT_OWN)
        assert sign(waiting_for_leo) == NO_ROW


def test_what_a_parent_signed_cannot_be_stamped_as_the_childs(waiting_for_leo, mother, as_web):
    statement = "update releases_release set signed_at = now(), signed_by = 'client' where id = %s"
    make.change(waiting_for_leo, signed_by=SignedBy.REPRESENTATIVE)
    make.signature(waiting_for_leo, mother.user, representative=mother.authority)
    with as_web(mother.user):
        assert attempt(statement, waiting_for_leo.pk) == "release_has_a_signature"


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


def test_the_evidence_is_stamped_by_the_clock(waiting, ana, as_web):
    with as_web(ana.user):
        evidence(waiting, ana.user)
    assert waiting.signatures.get().at > make.ago(minutes=1)


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


@pytest.mark.parametrize("who", ["web", "owner"])
@pytest.mark.parametrize(
    "statement",
    [
        "update releases_signature set typed_name = 'Another'",
        "delete from releases_signature",
    ],
)
def test_a_signature_is_evidence(psychiatrist, ana, as_web, who, statement):
    if who == "owner":
        assert attempt(statement) == "signature_is_kept"
    else:
        with as_web(ana.user):
            assert attempt(statement) == NOT_ALLOWED


def test_the_hash_is_that_of_the_words(waiting, ana, as_web):
    with as_web(ana.user):
        wrong = EVIDENCE.replace("sha256('words')", "sha256('other words')")
        assert attempt(wrong, waiting.pk, ana.user.pk, "client", None) == "signature_hash_matches"


@pytest.mark.parametrize("statement", ["update releases_formversion set title = 'x'", "delete"])
def test_words_that_somebody_signed_are_kept(psychiatrist, ana, as_web, statement):
    if statement == "delete":
        statement = "delete from releases_formversion where instrument = 'general'"
    assert attempt(statement) == "form_version_signed_is_fixed"
    with as_web(ana.user):
        assert attempt(statement) == NOT_ALLOWED


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
            " 'general', 'one_way', '{goals}', '{treatment}', '', 'client', '2040-01-01')",
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
