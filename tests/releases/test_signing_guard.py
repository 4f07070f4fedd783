"""Who can sign what, whatever the site tries: raw SQL as `web`."""

from datetime import date

import pytest

from releases.models import Party, SignedBy
from tests import factories as make
from tests.attempts import NO_ROW, NOT_ALLOWED, attempt


@pytest.fixture
def waiting_for_leo(leo, mother, play_therapist, stranger):
    return make.request(
        leo.client, disclosers=[play_therapist.provider], recipients=[stranger.provider]
    )


def sign(release):
    statement = "update releases_release set signed_at = clock_timestamp() where id = %s"
    return attempt(statement, release.pk)


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
    " user_agent, at, assent, agreement_id) select uuidv7(), %s, %s, %s, %s, 'Somebody', '{}', id,"
    " 'en', 'words', encode(sha256('words'), 'hex'), '', '', '2001-01-01Z', %s,"
    " (select id from releases_esignagreement where user_id = %s) from releases_formversion limit 1"
)
NOT_OWN = "signature_is_the_signers_own"


def evidence(release, signer, role="client", authority=None, assent=None):
    if assent is None:
        assent = "agrees" if authority else ""
    authority = authority.pk if authority else None
    return attempt(EVIDENCE, release.pk, signer.pk, role, authority, assent, signer.pk)


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


def test_the_evidence_is_stamped_by_the_clock(waiting, ana, as_web):
    with as_web(ana.user):
        evidence(waiting, ana.user)
    assert waiting.signatures.get().at > make.ago(minutes=1)


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
        facts = [waiting.pk, ana.user.pk, "client", None, "", ana.user.pk]
        assert attempt(wrong, *facts) == "signature_hash_matches"


@pytest.mark.parametrize("statement", ["update releases_formversion set title = 'x'", "delete"])
def test_words_that_somebody_signed_are_kept(psychiatrist, ana, as_web, statement):
    if statement == "delete":
        statement = "delete from releases_formversion where instrument = 'general'"
    assert attempt(statement) == "form_version_signed_is_fixed"
    with as_web(ana.user):
        assert attempt(statement) == NOT_ALLOWED
