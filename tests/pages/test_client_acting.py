"""Acting for somebody: the page always says for whom, and the switch leads only where it may."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests import factories as make
from tests.pages.reading import words

SWITCH = "/acting-for/"


@pytest.fixture
def mia(mother, play_therapist):
    """Leo's sister, 14, whom the mother represents as well."""
    born = make.TODAY.replace(year=make.TODAY.year - 14, day=1)
    sister = make.client("Mia Castillo", born=born)
    make.representative(sister, user=mother.user, verified_by=play_therapist.provider)
    return sister


def home(person):
    return words(person.http.get(reverse("client_home")))


def test_somebody_who_acts_for_nobody_else_reads_nothing_of_it(ana):
    assert "acting for" not in home(ana)


@pytest.mark.parametrize("page", ["client_home", "client_notes", "access_history"])
def test_each_page_says_for_whom_it_is(leo, mother, page):
    assert "You are acting for Leo, 9." in words(mother.http.get(reverse(page)))


def test_the_switch_leads_to_the_other_child(leo, mother, mia):
    assert "You are acting for Leo, 9. Act for Mia, 14" in home(mother)
    answer = mother.http.post(SWITCH, {"client": mia.pk})
    assert answer.url == reverse("client_home")
    assert "You are acting for Mia, 14. Act for Leo, 9" in home(mother)


def test_a_client_who_represents_somebody_begins_with_their_own_record(ana, leo, play_therapist):
    make.representative(leo.client, user=ana.user, verified_by=play_therapist.provider)
    assert "This is your own record. Act for Leo, 9" in home(ana)
    ana.http.post(SWITCH, {"client": leo.client.pk})
    assert "You are acting for Leo, 9. Act for yourself" in home(ana)


def test_somebody_of_unknown_age_is_named_without_it(mother, leo):
    make.change(leo.client, born=None)
    assert "You are acting for Leo." in home(mother)


@pytest.mark.parametrize("sent", [{}, {"client": ""}, {"client": "x"}, {"client": str(uuid4())}])
def test_the_switch_leads_nowhere_else(mother, leo, sent):
    assert mother.http.post(SWITCH, sent).status_code == 404
    assert "You are acting for Leo" in home(mother)


def test_nobody_switches_to_a_client_of_somebody_else(ana, mother):
    assert mother.http.post(SWITCH, {"client": ana.client.pk}).status_code == 404


def test_looking_at_the_switch_s_address_switches_nothing(mother, mia):
    assert mother.http.get(SWITCH, {"client": mia.pk}).status_code == 405


def test_an_authority_that_ended_is_no_choice_any_more(leo, mother, mia):
    mother.http.post(SWITCH, {"client": leo.client.pk})
    make.change(mother.authority, during=(make.ago(days=9), make.ago(seconds=1)))
    page = home(mother)
    assert "You are acting for Mia, 14." in page
    assert "Leo" not in page


def test_an_answer_about_a_child_makes_the_child_the_one_acted_for(mother, mia, leo, stranger):
    asked = make.request(
        mia, disclosers=[stranger.provider], recipients=[make.provider("Dana Cole")]
    )
    assert "acting for Leo" in home(mother)
    mother.http.get(reverse("review", args=[asked.pk]))
    assert "acting for Leo" in home(mother)
    mother.http.post(reverse("review_no", args=[asked.pk]))
    assert "acting for Mia" in home(mother)
