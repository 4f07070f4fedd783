"""The page that asks how it is going, and how often it asks."""

import pytest
from django.urls import reverse

from coordination.models import CheckInRhythm
from tests import factories as make
from tests.goals import a_goal
from tests.pages.reading import words


def page(person, name, *ids):
    return words(person.http.get(reverse(name, args=ids)))


@pytest.fixture
def asked(ana):
    """Ana, who wanted to be asked and was, a minute ago."""
    ana.http.post(reverse("my_rhythm"), {"every": "two_weeks"})
    rhythm = CheckInRhythm.objects.get()
    return make.change(rhythm, asked_at=make.ago(minutes=1))


def test_how_often_is_chosen_and_changed(ana):
    assert "Choose how often we shall ask you" in words(ana.http.post(reverse("my_rhythm"), {}))
    went = ana.http.post(reverse("my_rhythm"), {"every": "week"})
    assert went.url == reverse("my_goals")
    assert "How often we ask: Every week." in page(ana, "my_prompt")
    assert ana.http.get(reverse("my_rhythm")).context["form"]["every"].value() == "week"
    assert "You wanted us to ask" not in page(ana, "client_home")


def test_who_is_asked_sees_goals_and_may_keep_change_or_stop(ana, therapist, stranger, asked):
    sides = {"disclosers": [therapist.provider], "recipients": [stranger.provider]}
    goals = make.release(ana.client, categories=["goals"], **sides)
    other = make.release(ana.client, categories=["progress"], **sides)
    wording = a_goal(therapist.provider, ana.client)
    assert "How is it going? You wanted us to ask." in page(ana, "client_home")
    shown = ana.http.get(reverse("my_prompt")).content.decode()
    assert reverse("my_check_in", args=[wording.goal_id]) in shown
    for name in ("change_sharing", "stop_sharing"):
        assert reverse(name, args=[goals.pk]) in shown
        assert reverse(name, args=[other.pk]) not in shown
    assert ana.http.post(reverse("my_prompt")).url == reverse("client_home")
    assert "You wanted us to ask" not in page(ana, "client_home")
    kept = "You looked at who can read about goals, and kept sharing."
    assert kept in page(ana, "access_history")


def test_where_nothing_is_shared_the_page_says_so(ana, asked):
    assert "You share nothing about goals with anybody." in page(ana, "my_prompt")
