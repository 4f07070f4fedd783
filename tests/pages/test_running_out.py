"""What client and provider are shown of a request that has run out."""

import pytest
from django.urls import reverse

from releases.models import Release
from tests import factories as make
from tests.pages.reading import words


@pytest.fixture
def late(ana, therapist, stranger):
    asked = make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        proposed_by=therapist.provider,
        requested_at=make.ago(days=31),
    )
    return make.change(asked, answer_by=make.ago(days=1), asked_categories=["progress"])


@pytest.mark.parametrize("page", ["review", "review_what", "review_check", "review_sign"])
def test_every_page_of_it_says_whom_to_ask(ana, late, page):
    shown = words(ana.http.get(reverse(page, args=[late.pk])))
    assert "This request has run out" in shown
    assert "ask Miriam Stone to send it again" in shown


def test_there_is_nothing_to_say_no_to(ana, late):
    answer = ana.http.post(reverse("review_no", args=[late.pk]), follow=True)
    assert "This request has run out" in words(answer)
    late.refresh_from_db()
    assert late.declined_at is None


def test_the_first_page_asks_for_nothing(ana, late):
    assert "Read and decide" not in words(ana.http.get(reverse("client_home")))


def test_the_provider_sends_it_again_with_one_press(ana, therapist, late):
    page = reverse("release_page", args=[late.pk])
    assert "Send it again" in words(therapist.http.get(page))
    sent = therapist.http.post(reverse("ask_again", args=[late.pk]), follow=True)
    assert "We sent your request to Ana." in words(sent)
    assert "Waiting for signature since today" in words(sent)
    twice = therapist.http.post(reverse("ask_again", args=[late.pk]), follow=True)
    assert "has this request already" in words(twice)
    assert Release.objects.waiting().count() == 1


def test_what_waits_is_not_sent_again(therapist, late):
    make.change(late, answer_by=make.ahead(days=1))
    page = words(therapist.http.get(reverse("release_page", args=[late.pk])))
    assert "Send it again" not in page
    assert therapist.http.post(reverse("ask_again", args=[late.pk])).status_code == 404
