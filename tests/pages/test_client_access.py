"""Whose pages these are: for everybody else there is nothing, and it all looks the same."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests import factories as make
from tests.pages.reading import same
from tests.people import a_parent

OF_A_RELEASE = [
    "review",
    "review_what",
    "review_why",
    "review_when",
    "review_check",
    "review_sign",
    "review_done",
    "review_no",
    "change_sharing",
    "stop_sharing",
    "release_receipt",
]
OF_A_CLIENT = ["client_home", "client_notes", "access_history", "stop_all_sharing"]


@pytest.fixture
def ended_guardian(leo, play_therapist):
    """Leo's former guardian: the authority ended yesterday."""
    person = a_parent("Rita Castillo", leo, play_therapist)
    make.change(person.authority, during=(make.ago(days=300), make.ago(days=1)))
    return person


@pytest.fixture
def everybody_else(sam, therapist, gp, stranger, ended_guardian, mother):
    """Another client, Ana's own therapist, her lapsed doctor, a stranger, two parents of Leo."""
    return [sam, therapist, gp, stranger, ended_guardian, mother]


@pytest.mark.parametrize("page", OF_A_RELEASE)
def test_a_release_of_somebody_else_is_no_page(page, psychiatrist, everybody_else):
    there, nowhere = (reverse(page, args=[key]) for key in (psychiatrist.release.pk, uuid4()))
    for person in everybody_else:
        answer = person.http.get(there)
        assert answer.status_code == 404
        assert same(answer) == same(person.http.get(nowhere))


def test_a_note_about_somebody_else_is_no_page(open_share, everybody_else):
    there, nowhere = (reverse("client_note", args=[key]) for key in (open_share.pk, uuid4()))
    for person in everybody_else:
        assert same(person.http.get(there)) == same(person.http.get(nowhere))
        assert "Sleeps through" not in person.http.get(there).content.decode()


@pytest.mark.parametrize("page", ["review_what", "review_when", "review_sign", "review_no"])
def test_nobody_else_answers_a_request(page, ana, psychiatrist, therapist, everybody_else):
    waiting = make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        proposed_by=therapist.provider,
    )
    for person in everybody_else:
        answer = person.http.post(reverse(page, args=[waiting.pk]), {"categories": "progress"})
        assert answer.status_code == 404
    waiting.refresh_from_db()
    assert (waiting.asked_categories, waiting.signed_at, waiting.declined_at) == (None, None, None)


def test_nobody_else_stops_a_release(psychiatrist, everybody_else):
    for person in everybody_else:
        answer = person.http.post(reverse("stop_sharing", args=[psychiatrist.release.pk]))
        assert answer.status_code == 404
    psychiatrist.release.refresh_from_db()
    assert psychiatrist.release.revoked_at is None


@pytest.mark.parametrize("page", OF_A_CLIENT)
def test_who_acts_for_no_client_has_no_home(page, stranger, ended_guardian, directory_admin):
    for person in (stranger, ended_guardian, directory_admin):
        assert person.http.get(reverse(page)).status_code == 404


@pytest.mark.parametrize("page", OF_A_CLIENT)
def test_who_is_not_signed_in_is_asked_to(page, client, db):
    assert client.get(reverse(page)).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("page", OF_A_RELEASE)
def test_other_methods_are_refused(page, ana, psychiatrist):
    answer = ana.http.put(reverse(page, args=[psychiatrist.release.pk]))
    assert answer.status_code == 405
