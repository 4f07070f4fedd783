"""What a child thinks is told by whoever signs for them, and by nobody else: raw SQL as `web`."""

import pytest

from releases.actions import NothingSignedError
from tests import factories as make
from tests.releases.test_signing import signing
from tests.releases.test_signing_guard import evidence, waiting_for_leo

__all__ = ["waiting_for_leo"]


def told(release, person, assent):
    return evidence(release, person.user, "representative", person.authority, assent)


@pytest.mark.parametrize("assent", ["agrees", "too_young", "objects"])
def test_any_answer_will_do(waiting_for_leo, mother, as_web, assent):
    with as_web(mother.user):
        assert told(waiting_for_leo, mother, assent) == 1


def test_no_answer_and_no_such_answer_are_refused(waiting_for_leo, mother, as_web):
    with as_web(mother.user):
        assert told(waiting_for_leo, mother, "") == "signature_tells_assent"
        assert told(waiting_for_leo, mother, "x") == "signature_assent_is_a_representatives"


def test_the_action_says_what_is_missing(waiting_for_leo, mother, as_web):
    with as_web(mother.user), pytest.raises(NothingSignedError, match="talked about this with Leo"):
        signing(waiting_for_leo, mother, child=None)
    assert not waiting_for_leo.signatures.exists()


def test_nobody_speaks_for_whoever_signs_themselves(waiting, ana, as_web):
    with as_web(ana.user):
        assert evidence(waiting, ana.user, assent="agrees") == (
            "signature_assent_is_a_representatives"
        )


def test_nobody_speaks_for_an_adult(waiting, ana, sam, therapist, as_web):
    sam.authority = make.representative(
        ana.client, user=sam.user, basis="power_of_attorney", verified_by=therapist.provider
    )
    with as_web(sam.user):
        assert told(waiting, sam, "agrees") == "signature_assent_is_a_minors"
        assert told(waiting, sam, "") == 1
