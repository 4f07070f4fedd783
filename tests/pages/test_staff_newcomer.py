"""Asking about somebody who is not in the directory yet."""

import pytest
from django.urls import reverse

from providers.models import Provider
from tests import factories as make
from tests.pages.reading import words

OTTO = {"name": "Otto Brandt", "profession": "psychiatrist", "email": "otto@example.org"}


@pytest.fixture
def add(ana, therapist):
    """Sends the form about somebody new."""

    def send(query="", **entered):
        url = reverse("ask_about_newcomer", args=[ana.client.pk])
        return therapist.http.post(f"{url}?{query}", OTTO | entered)

    return send


def added():
    return Provider.objects.proposed().get()


def test_the_search_leads_to_it(ana, therapist):
    url = reverse("ask_for_release", args=[ana.client.pk])
    page = therapist.http.get(f"{url}?q=Otto")
    assert reverse("ask_about_newcomer", args=[ana.client.pk]) in page.content.decode()


def test_they_are_added_and_one_goes_on_to_ask(ana, therapist, stranger, add):
    answer = add(f"with={stranger.provider.pk}", said_workplace="Elm Court", phone="503 555 0100")
    url = reverse("ask_for_release", args=[ana.client.pk])
    assert answer.url == f"{url}?with={stranger.provider.pk}&with={added().pk}"
    assert added().said_workplace == "Elm Court"
    page = words(therapist.http.get(answer.url))
    assert "permission with Victor Lang and Otto Brandt" in page
    assert "Otto Brandt is not verified yet. They open nothing until" in page


def test_a_look_alike_is_shown_first_and_nothing_typed_is_lost(add):
    make.provider("Otto Brant", profession="psychiatrist")
    page = add()
    assert "Is it one of these? Otto Brant" in words(page)
    assert "Look whether it is one of these" in words(page)
    assert 'value="otto@example.org"' in page.content.decode()
    assert not Provider.objects.proposed().exists()
    assert add(is_another="on").status_code == 302


def test_one_with_the_same_npi_is_not_added(add):
    make.provider("Helen Park", npi="1234567893")
    page = add(npi="1234567893", is_another="on")
    assert "There is a provider with this NPI already." in words(page)


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"name": ""}, "Enter the provider's full name"),
        ({"profession": ""}, "Choose a profession"),
        ({"email": ""}, "Enter their e-mail address"),
        ({"email": "no"}, "Enter an address such as name@example.org"),
        ({"npi": "123"}, "NPI must be 10 digits and start with 1 or 2"),
    ],
)
def test_what_is_missing_is_said(add, entered, sentence):
    page = add(**entered)
    assert "<title>Error:" in page.content.decode()
    assert sentence in words(page)
    assert not Provider.objects.proposed().exists()


def test_the_client_reads_that_they_are_not_verified(ana, therapist, add):
    add()
    asked = make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[added()],
        proposed_by=therapist.provider,
    )
    assert "Psychiatrist, not verified yet" in words(
        ana.http.get(reverse("review", args=[asked.pk]))
    )


def test_those_who_keep_the_directory_see_whom_to_check(add, therapist, directory_admin):
    add(said_workplace="Elm Court")
    everybody = reverse("provider_list")
    assert "1 entry was made by a provider" in words(directory_admin.http.get(everybody))
    assert "made by a provider" not in words(therapist.http.get(everybody))
    page = words(directory_admin.http.get(reverse("provider_page", args=[added().pk])))
    assert "Entered by Miriam Stone, LCSW" in page
    assert "Said to work at Elm Court" in page
