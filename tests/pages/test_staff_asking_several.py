"""Asking about several people at once: chosen by address, one request with each of them."""

import pytest
from django.urls import reverse

from releases.models import Release
from tests import factories as make
from tests.pages.reading import words


@pytest.fixture
def gp_of_ana(db):
    return make.provider("Helen Park", profession="gp")


@pytest.fixture
def ask_both(ana, therapist, stranger, gp_of_ana):
    """Sends the form about Ana, the stranger and her family doctor."""
    with_both = f"?with={stranger.provider.pk}&with={gp_of_ana.pk}"
    url = reverse("ask_for_release", args=[ana.client.pk]) + with_both

    def send(step="send", **entered):
        filled = {
            "way": "tell",
            "categories": ["progress"],
            "purposes": ["care_coordination"],
            "ends": make.TODAY.replace(year=make.TODAY.year + 1, day=1),
            "step": step,
        }
        return therapist.http.post(url, filled | entered)

    return send


def heard():
    return [one.parties.get(side="recipient").provider.name for one in Release.objects.all()]


def test_those_chosen_stay_in_the_address_while_more_are_looked_for(
    ana, therapist, stranger, gp_of_ana
):
    url = reverse("ask_for_release", args=[ana.client.pk])
    page = therapist.http.get(f"{url}?with={stranger.provider.pk}&more=1&q=Park")
    assert f"?with={stranger.provider.pk}&amp;with={gp_of_ana.pk}" in page.content.decode()
    assert "Chosen so far Victor Lang" in words(page)


def test_nobody_is_chosen_twice(ana, therapist, stranger):
    url, one = reverse("ask_for_release", args=[ana.client.pk]), f"with={stranger.provider.pk}"
    page = therapist.http.get(f"{url}?{one}&{one}")
    assert "permission with Victor Lang " in words(page)
    assert "Victor Lang" not in therapist.http.get(f"{url}?{one}&more=1&q=lang").context["found"]


def test_the_preview_shows_the_form_for_each(ask_both):
    shown = words(ask_both("preview"))
    assert "These are 2 forms, each with a signature of its own." in shown
    for name in ("Victor Lang", "Helen Park"):
        assert f"About sharing with {name} Release of information" in shown
    assert Release.objects.count() == 0


def test_each_of_them_gets_a_request_of_their_own(ask_both):
    ask_both()
    assert sorted(heard()) == ["Helen Park", "Victor Lang"]
    assert all(one.parties.count() == 2 for one in Release.objects.all())


def test_what_waits_already_with_one_is_not_asked_twice(ask_both, ask):
    ask(ends=make.TODAY.replace(year=make.TODAY.year + 1, day=1))
    assert "There is this with Victor Lang already." in words(ask_both("change"))
    ask_both()
    assert sorted(heard()) == ["Helen Park", "Victor Lang"]


def test_who_does_not_treat_is_named_where_a_treatment_should_end_it(ana, ask_both, gp_of_ana):
    make.treatment(ana.client, gp_of_ana)
    page = words(ask_both(way="hear", ends_with_treatment="on"))
    assert "no treatment of Ana by Victor Lang that" in page


def test_the_client_answers_one_after_the_other(ana, ask_both):
    ask_both()
    first, second = Release.objects.order_by("requested_at")
    page = ana.http.post(reverse("review_no", args=[first.pk]), follow=True)
    assert "One more form waits for you" in words(page)
    assert reverse("review", args=[second.pk]) in page.content.decode()


def test_no_more_than_six_are_asked_about_at_once(ana, therapist):
    named = [make.provider(f"Person {number}") for number in range(7)]
    url = reverse("ask_for_release", args=[ana.client.pk])
    page = therapist.http.get(url, {"with": [one.pk for one in named]})
    assert len(page.context["others"]) == 6
    assert "somebody else at the same time" not in words(page)
