"""Who is offered in the lists of people to choose from: in which order, and told apart by what."""

import pytest
from django.urls import reverse

from tests import factories as make


@pytest.fixture
def crowd(db):
    """Among many whose town is Parkdale, one whose name is Park."""
    for number in range(8):
        make.location(make.provider(f"Aaron Number{number}"), city="Parkdale")
    park = make.provider("Zoe Park")
    make.location(park, city="Salem", street="1 Main Street")
    return park


def test_the_likeliest_of_those_found_comes_first(ana, therapist, crowd):
    sent = {"step": "look", "q": "park"}
    pages = (
        reverse("note_share", args=[make.item(therapist.provider, ana.client).pk]),
        reverse("thread_new", args=[ana.client.pk]),
    )
    for page in pages:
        people = therapist.http.post(page, sent).context["people"]
        found = [one.provider for one in people if one.provider.town]
        assert len(found) == 9
        assert found[0] == crowd


def test_two_of_one_name_are_told_apart_by_their_towns(ana, therapist, practice):
    make.location(make.provider("Tomas Reyes"), city="Astoria")
    elsewhere = make.provider("Tomas Reyes")
    place = make.organization("Harbor Clinic")
    make.location(place, city="Medford")
    make.membership(elsewhere, place)
    page = ana.http.get(reverse("share_with"), {"q": "reyes"}).content.decode()
    assert "2 people found." in page
    for town in ("<bdi>Astoria, OR</bdi>", "<bdi>Medford, OR</bdi>"):
        assert page.count(town) == 1


def test_the_list_is_asked_for_as_often_for_many_as_for_few(
    ana, crowd, django_assert_max_num_queries
):
    page = reverse("share_with")
    ana.http.get(page)
    with django_assert_max_num_queries(60) as few:
        ana.http.get(page, {"q": "zoe"})
    with django_assert_max_num_queries(len(few)):
        ana.http.get(page, {"q": "park"})
