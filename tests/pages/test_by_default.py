"""The pages of what a practice asks every new client."""

import pytest
from django.urls import reverse

from releases.actions.by_default import begin_asking
from releases.models import DefaultRequest, Release
from tests import factories as make
from tests.pages.reading import words

SENT = {
    "way": "both",
    "categories": ["progress"],
    "purposes": ["care_coordination"],
    "months": "6",
    "keep": "1",
}


@pytest.fixture
def page(therapist, practice):
    return reverse("asked_by_default", args=[practice.pk])


@pytest.fixture
def kept(therapist, stranger, page):
    """The practice asks every new client about the stranger."""
    therapist.http.post(page, {"q": "Lang", "partners": [stranger.provider.pk], **SENT})
    return DefaultRequest.objects.get()


def new_client(therapist, **entered):
    facts = {"name": "Mia Torres", "language": "en"}
    return therapist.http.post(reverse("client_new"), facts | entered, follow=True)


def test_a_provider_sets_it_for_the_place_where_they_work(therapist, stranger, page, kept):
    shown = words(therapist.http.get(page))
    assert "Miriam Stone set this on" in shown
    assert [one.provider for one in kept.partners.all()] == [stranger.provider]
    assert stranger.http.get(page).status_code == 404


def test_searching_loses_nothing_that_is_ticked(therapist, stranger, gp, page):
    ticked = {"partners": [stranger.provider.pk], "categories": ["goals"], "months": "3"}
    form = therapist.http.post(page, {"search": "1", "q": "Park", **ticked}).context["form"]
    assert form["categories"].value() == ["goals"]
    assert form["months"].value() == "3"
    assert {name for _pk, name in form.fields["partners"].choices} == {
        "Victor Lang, PsyD, Other professional",
        "Helen Park, MD, Family doctor",
    }


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"partners": []}, "Choose at least one person"),
        ({"categories": []}, "Choose at least one kind of information"),
        ({"categories": ["hiv_sti"]}, "Choose from the list"),
        ({"purposes": []}, "Choose at least one purpose"),
        ({"months": "13"}, "Enter a number of months from 1 to 12"),
    ],
)
def test_what_cannot_be_set_is_answered_with_a_sentence(
    therapist, stranger, page, entered, sentence
):
    sent = {"q": "Lang", "partners": [stranger.provider.pk], **SENT} | entered
    assert sentence in words(therapist.http.post(page, sent))
    assert not DefaultRequest.objects.exists()


def test_a_new_client_is_asked_unless_it_is_unticked(therapist, practice, kept):
    shown = words(therapist.http.get(reverse("client_new")))
    assert "Ask what Harbor Street Practice asks every new client: sharing with Victor" in shown
    new_client(therapist)
    assert Release.objects.count() == 0
    new_client(therapist, also=[str(practice.pk)])
    assert Release.objects.get().default_ask.organization == practice


def test_without_such_a_practice_the_form_says_nothing_of_it(stranger):
    assert "every new client" not in words(stranger.http.get(reverse("client_new")))


def test_the_client_says_no_for_good_with_one_press(ana, therapist, stranger, practice, kept):
    ask = begin_asking(
        client=ana.client, organization=practice, provider=therapist.provider, by=therapist.user
    )
    release = make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        proposed_by=therapist.provider,
        default_ask=ask,
    )
    assert "Harbor Street Practice asks every new client this." in words(
        ana.http.get(reverse("review", args=[release.pk]))
    )
    answer = ana.http.post(reverse("not_by_default", args=[release.pk]), follow=True)
    assert "You will not be asked this by default any more." in words(answer)
    release.refresh_from_db()
    assert release.declined_at


def test_it_can_be_stopped(therapist, page, kept):
    therapist.http.post(page, {"stop": "1"})
    assert not DefaultRequest.objects.exists()
