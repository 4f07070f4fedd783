"""Ending a treatment, and choosing that a release ends with it."""

import pytest
from django.urls import reverse

from clients.models import Client
from releases.models import Release
from tests import factories as make
from tests.pages.reading import words


def page_of(client):
    return reverse("treatment_end", args=[client.pk])


@pytest.fixture
def tied(ana, therapist, note, stranger):
    """The stranger may open the note until the treatment ends."""
    release = make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        ends_with_treatment=True,
    )
    make.share(note, stranger.provider)
    return release


def test_the_page_says_what_ends_and_closes_and_ends_nothing(ana, therapist, tied, open_share):
    page = words(therapist.http.get(page_of(ana.client)))
    assert "These releases end with it" in page
    assert "shared with Victor Lang" in page
    assert "Julian Okafor" not in page
    tied.refresh_from_db()
    assert tied.ended_at is None


def test_where_nothing_ends_it_says_so(ana, therapist, open_share):
    assert "No release ends with it." in words(therapist.http.get(page_of(ana.client)))


def test_one_button_ends_it(ana, therapist, tied):
    answer = therapist.http.post(page_of(ana.client), follow=True)
    assert "The treatment of Ana Moreno has ended." in words(answer)
    tied.refresh_from_db()
    assert tied.ended_at
    assert not Client.objects.treated_by(therapist.provider).exists()
    assert therapist.http.get(page_of(ana.client)).status_code == 404


def test_what_others_shared_both_ways_closes_too(ana, therapist, stranger):
    make.release(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        direction="two_way",
        ends_with_treatment=True,
    )
    make.share(make.item(stranger.provider, ana.client), therapist.provider)
    page = words(therapist.http.get(page_of(ana.client)))
    assert "No note of yours closes with them." in page
    assert "goes both ways closes, too" in page


# Choosing it


def test_a_provider_asks_for_it(ana, ask):
    assert b"It ends earlier if the treatment with Miriam Stone" in (
        ask("preview", ends_with_treatment="on").content
    )
    ask(ends_with_treatment="on")
    assert Release.objects.get().ends_with_treatment


@pytest.mark.parametrize("way", [{"way": "hear"}, {"way": "both", "alone": "psychotherapy_notes"}])
def test_not_where_the_one_who_tells_does_not_treat(ana, ask, way):
    page = words(ask(ends_with_treatment="on", **way))
    assert "Accord knows of no treatment of Ana by Victor Lang that could end." in page
    assert not Release.objects.exists()


def test_it_may_be_the_other_ones_treatment(ana, stranger, ask):
    make.treatment(ana.client, stranger.provider)
    ask(ends_with_treatment="on", way="hear")
    assert Release.objects.get().ends_with_treatment


@pytest.mark.parametrize("asked", [True, False])
def test_the_client_changes_it(ana, therapist, stranger, asked):
    request = make.request(
        ana.client,
        proposed_by=therapist.provider,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        ends_with_treatment=asked,
    )
    page = reverse("review_when", args=[request.pk])
    assert "End it earlier if the treatment with Miriam Stone ends" in words(ana.http.get(page))
    chosen = {} if asked else {"ends_with_treatment": "on"}
    ana.http.post(page, {"ends": make.TODAY.replace(year=make.TODAY.year + 1), **chosen})
    request.refresh_from_db()
    assert request.ends_with_treatment is not asked


def test_nobody_is_offered_an_end_that_cannot_come(ana, therapist, stranger, gp):
    request = make.request(
        ana.client,
        proposed_by=therapist.provider,
        disclosers=[gp.provider],
        recipients=[stranger.provider],
    )
    assert "treatment" not in words(ana.http.get(reverse("review_when", args=[request.pk])))
