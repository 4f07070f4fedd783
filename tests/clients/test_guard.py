"""What the database lets the site do with clients, parents and treatments: raw SQL as `web`."""

from datetime import date

import pytest

from accounts.models import Invitation
from accounts.models import Kind as AccountKind
from clients.models import AuthorityDocument, Client
from tests import factories as make
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt, run, value

INSERT_TREATMENT = (
    "insert into clients_treatment (id, client_id, provider_id, during)"
    " values (uuidv7(), %s, %s, '[2026-01-01,)')"
)
INSERT_AUTHORITY = (
    "insert into clients_representative (id, client_id, user_id, name, basis, limits, during,"
    " verified_by_id, verified_at) values (uuidv7(), %s, %s, 'A Parent', 'parent', '',"
    " '[2026-01-01,)', %s, case when %s::uuid is null then null else '2001-01-01Z'::timestamptz"
    " end)"
)


# who sees the record of Ana
SEE_ANA = {
    "ana": True,
    "therapist": True,
    "psychiatrist": True,  # her name: a release of hers names them
    "gp": True,  # and still does: it was their legal basis
    "stranger": False,
    "sam": False,
    "mother": False,
    "directory_admin": False,
    "privacy_officer": True,
}


@pytest.mark.parametrize(("who", "sees"), SEE_ANA.items())
def test_who_sees_the_record_of_a_client(request, ana, psychiatrist, gp, as_web, who, sees):
    person = request.getfixturevalue(who)
    with as_web(person.user):
        assert ((ana.client.pk,) in run("select id from clients_client")) is sees


def test_nobody_sees_no_client(ana, psychiatrist, gp, as_web):
    with as_web(None):
        assert run("select id from clients_client") == []


def test_a_provider_takes_on_a_new_client_and_nobody_elses(ana, therapist, stranger, as_web):
    with as_web(stranger.user):
        refused = attempt(INSERT_TREATMENT, ana.client.pk, stranger.provider.pk)
        new = Client(name="Ida Berg", registered_by=stranger.provider)
        new.save(force_insert=True)
        taken = attempt(INSERT_TREATMENT, new.pk, stranger.provider.pk)
    assert (refused, taken) == (NOT_ALLOWED, 1)


@pytest.mark.parametrize("who", ["psychiatrist", "gp", "ana", "directory_admin"])
def test_seeing_a_client_is_not_treating_one(request, ana, therapist, as_web, who):
    person = request.getfixturevalue(who)
    provider = (person.provider or therapist.provider).pk
    with as_web(person.user):
        assert attempt(INSERT_TREATMENT, ana.client.pk, provider) == NOT_ALLOWED


def test_a_treatment_that_ended_is_not_revived(ana, therapist, as_web):
    ended = make.change(ana.client.treatments.get(), during=(make.ago(days=9), make.ago(days=1)))
    with as_web(therapist.user):
        assert attempt("update clients_treatment set during = '[2026-01-01,)'") == NO_ROW
        assert attempt(INSERT_TREATMENT, ana.client.pk, therapist.provider.pk) == NOT_ALLOWED
    assert not ended.during.upper_inf


@pytest.mark.parametrize("column", ["user_id", "registered_by_id", "created_at", "id"])
def test_the_site_does_not_choose_whose_record_it_is(ana, as_web, column):
    with as_web(ana.user):
        assert attempt(f"update clients_client set {column} = {column}") == NOT_ALLOWED


def test_a_record_is_not_made_for_an_account(therapist, sam, as_web):
    with as_web(therapist.user):
        statement = (
            "insert into clients_client (id, name, preferred_name, user_id, registered_by_id)"
            " values (uuidv7(), 'Ida Berg', '', %s, %s)"
        )
        outcome = attempt(statement, sam.user.pk, therapist.provider.pk)
    assert outcome == NOT_ALLOWED


# who corrects Leo's date of birth, outcome
BIRTHDAYS = [
    ("play_therapist", 1),
    ("mother", "client_born_is_corrected_by_staff"),
    ("family_counsellor", NO_ROW),
    ("stranger", NO_ROW),
    ("directory_admin", NO_ROW),
    ("privacy_officer", NO_ROW),
]


@pytest.mark.parametrize(("who", "outcome"), BIRTHDAYS)
def test_a_parent_does_not_move_the_18th_birthday(request, leo, mother, as_web, who, outcome):
    person = request.getfixturevalue(who)
    with as_web(person.user):
        moved = attempt(
            "update clients_client set born = '2030-01-01' where id = %s", leo.client.pk
        )
    assert moved == outcome


def test_a_client_changes_their_own_name_only(ana, sam, as_web):
    with as_web(ana.user):
        assert attempt("update clients_client set preferred_name = 'Anita'") == 1
    sam.client.refresh_from_db()
    assert sam.client.preferred_name == ""


# who enters somebody with authority for Leo, verified by whom, outcome
AUTHORITY = [
    ("play_therapist", None, 1),
    ("play_therapist", "play_therapist", "representative_verified_by_a_document"),
    ("play_therapist", "family_counsellor", "representative_verified_in_own_name"),
    ("family_counsellor", None, NOT_ALLOWED),
    ("stranger", None, NOT_ALLOWED),
    ("mother", None, NOT_ALLOWED),
    ("directory_admin", None, NOT_ALLOWED),
]


@pytest.mark.parametrize(("who", "verifier", "outcome"), AUTHORITY)
def test_authority_is_entered_by_who_treats(request, leo, as_web, who, verifier, outcome):
    person = request.getfixturevalue(who)
    verifier = request.getfixturevalue(verifier).provider.pk if verifier else None
    with as_web(person.user):
        assert attempt(INSERT_AUTHORITY, leo.client.pk, None, verifier, verifier) == outcome


def test_authority_is_not_given_to_an_account(leo, play_therapist, stranger, as_web):
    with as_web(play_therapist.user):
        outcome = attempt(INSERT_AUTHORITY, leo.client.pk, stranger.user.pk, None, None)
    assert outcome == NOT_ALLOWED


def test_a_verification_is_stamped_by_the_clock(leo, play_therapist, as_web):
    one = make.representative(leo.client)
    AuthorityDocument.objects.create(
        representative=one, scan=b"sealed", media_type="image/png", kept_by=play_therapist.provider
    )
    long_ago = "update clients_representative set verified_by_id = %s, verified_at = '2001-01-01Z'"
    with as_web(play_therapist.user):
        assert attempt(long_ago, play_therapist.provider.pk) == 1
    one.refresh_from_db()
    assert one.verified_at > make.ago(minutes=1)


@pytest.mark.parametrize(
    ("lapse", "sees"),
    [
        ({}, True),
        ({"verified_at": None, "verified_by": None}, False),
        ({"during": (make.ago(days=9), make.ago(days=1))}, False),
        ({"during": (make.ahead(days=1), None)}, False),
    ],
)
def test_acting_for_a_client_takes_authority_now(leo, mother, as_web, lapse, sees):
    if lapse:
        make.change(mother.authority, **lapse)
    with as_web(mother.user):
        assert (run("select acting_clients()") == [(leo.client.pk,)]) is sees


@pytest.mark.parametrize(
    ("basis", "ends"),
    [("parent", True), ("guardian", True), ("court_order", False), ("power_of_attorney", False)],
)
def test_parents_stop_at_the_18th_birthday_and_courts_do_not(leo, mother, as_web, basis, ends):
    make.change(mother.authority, basis=basis)
    make.change(leo.client, born=date(2000, 1, 1))
    with as_web(mother.user):
        assert (run("select acting_clients()") == []) is ends


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("clients_client", "name, preferred_name, born"),
        ("clients_representative", "name, limits"),
        ("clients_unit", "name"),
        ("accounts_user", "password"),
        ("releases_release", "reason, categories, purposes"),
        ("releases_signature", "shown, typed_name, address"),
    ],
)
def test_the_clerk_cannot_read_what_it_does_not_carry(as_clerk, db, table, columns):
    with as_clerk():
        outcomes = {attempt(f"select {one} from {table}") for one in columns.split(", ")}
    assert outcomes == {NOT_ALLOWED}


# Taking over somebody's record through an invitation


def invitation(by, subject, for_whom, kind=AccountKind.CLIENT):
    """One that `for_whom` has just accepted, as the site would write it for `by`."""
    return Invitation.objects.create(
        email=for_whom.email,
        kind=kind,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        token_hash="0" * 64,
        invited_by=by.user,
        expires_at=make.ahead(days=1),
        used_at=make.ago(seconds=1),
        used_by=for_whom,
    )


@pytest.mark.parametrize(("inviter", "claimed"), [("play_therapist", True), ("stranger", False)])
@pytest.mark.parametrize("what", ["client", "representative"])
def test_a_record_is_claimed_by_invitation_of_who_treats(
    request, leo, as_web, inviter, claimed, what
):
    inviter, newcomer = request.getfixturevalue(inviter), make.user("Ines Castillo")
    subject = leo.client if what == "client" else make.representative(leo.client)
    offer = invitation(inviter, subject, newcomer)
    with as_web(newcomer):
        assert value("select claim_client(%s)", offer.pk) is claimed


@pytest.mark.parametrize("meanwhile", ["suspended", "handed over"])
def test_the_word_of_who_treats_no_more_opens_no_record(leo, play_therapist, as_web, meanwhile):
    newcomer = make.user("Ines Castillo")
    offer = invitation(play_therapist, leo.client, newcomer)
    if meanwhile == "suspended":
        make.change(play_therapist.provider, standing="suspended")
    else:
        treatment = leo.client.treatments.get()
        make.change(treatment, during=(make.ago(days=9), make.ago(seconds=1)))
    with as_web(newcomer):
        assert value("select claim_client(%s)", offer.pk) is False


def test_an_invitation_is_claimed_by_who_accepted_it(leo, play_therapist, stranger, as_web):
    offer = invitation(play_therapist, leo.client, make.user("Ines Castillo"))
    with as_web(stranger.user):
        assert value("select claim_client(%s)", offer.pk) is False


def test_a_clients_invitation_claims_no_directory_entry(stranger, as_web):
    entry, newcomer = make.provider("Somebody Else"), make.user("Ines Castillo")
    offer = invitation(stranger, entry, newcomer)
    with as_web(newcomer):
        assert value("select claim_provider(%s)", offer.pk) is False
