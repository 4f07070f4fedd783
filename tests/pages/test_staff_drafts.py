"""A note that is being written is kept, found again, and gone when it is a note."""

import pytest
from django.urls import reverse

from coordination.models import Item, NoteDraft
from tests import factories as make
from tests.pages.reading import words

BEGUN = {
    "kind": "medication_change",
    "service_date": make.TODAY,
    "what": "Half a sen",
    "categories": ["medications"],
}


@pytest.fixture
def url(ana):
    return f"{reverse('note_new', args=[ana.client.pk])}?kind=medication_change"


def auto(person, url, **typed):
    headers = {"HX-Request": "true"}
    return person.http.post(url, BEGUN | {"later": "auto"} | typed, headers=headers)


def test_it_keeps_itself_and_says_so_in_a_line(therapist, url):
    answer = auto(therapist, url).content.decode()
    assert answer.startswith("Kept as a draft at ")
    assert "<html" not in answer
    assert NoteDraft.objects.get().content["what"] == "Half a sen"
    assert not Item.objects.exists()


def test_the_form_asks_for_it_some_seconds_after_the_last_key(therapist, url):
    page = therapist.http.get(url).content.decode()
    assert 'hx-trigger="input delay:3s from:closest form' in page
    assert f'hx-post="{url}"' in page


@pytest.mark.parametrize("typed", [{}, {"what": "", "service_date": "", "body": "x" * 20001}])
def test_without_scripts_a_button_keeps_it_whatever_is_missing(ana, therapist, url, typed):
    answer = therapist.http.post(url, BEGUN | {"later": ""} | typed, follow=True)
    assert answer.redirect_chain == [(reverse("client_page", args=[ana.client.pk]), 302)]
    assert "Kept as a draft. Only you can see it." in words(answer)
    assert NoteDraft.objects.exists()


def test_the_form_opens_as_it_was_left(therapist, url):
    auto(therapist, url)
    page = therapist.http.get(url)
    form = page.context["form"]
    assert "It is here as you left it." in words(page)
    assert (form["what"].value(), form["categories"].value()) == ("Half a sen", ["medications"])
    kinds = words(therapist.http.get(url.split("?")[0]))
    assert kinds.count("You began one on") == 1


def test_a_note_takes_the_place_of_its_draft(therapist, url):
    auto(therapist, url)
    therapist.http.post(url, BEGUN)
    assert Item.objects.get().body == "What changes: Half a sen"
    assert not NoteDraft.objects.exists()
    assert "as you left it" not in words(therapist.http.get(url))


def test_a_form_with_a_mistake_keeps_the_draft(therapist, url):
    auto(therapist, url)
    therapist.http.post(url, BEGUN | {"categories": []})
    assert NoteDraft.objects.exists()


def test_a_draft_is_thrown_away(therapist, url):
    auto(therapist, url)
    shown = therapist.http.post(url, {"drop": "", "kind": "medication_change"}, follow=True)
    assert "Your draft is thrown away." in words(shown)
    assert "Half a sen" not in words(shown)


def test_what_is_empty_is_not_kept(therapist, url):
    auto(therapist, url)
    assert auto(therapist, url, what="", categories=[]).content.strip() == b""
    assert not NoteDraft.objects.exists()


def test_nobody_else_finds_it_on_any_page(ana, therapist, psychiatrist, url, open_share):
    auto(therapist, url, what="canary")
    assert auto(psychiatrist, url).status_code == 404
    for person, name in [(ana, "client_home"), (ana, "client_notes"), (ana, "access_history"),
                         (psychiatrist, "shared_with_me"), (psychiatrist, "today")]:  # fmt: skip
        assert "canary" not in person.http.get(reverse(name)).content.decode()


def test_each_form_keeps_its_own(sam, robin, couples_counsellor):
    me = couples_counsellor
    joint = make.item(me.provider, sam.client, robin.client)
    part = f"{reverse('note_part', args=[joint.pk])}?about={robin.client.pk}&kind=treatment_plan"
    apart = reverse("note_new_apart", args=[robin.client.pk])
    auto(me, part, kind="treatment_plan", aims="Of the part")
    auto(me, apart, body="Of the apart")
    assert me.http.get(part).context["form"]["aims"].value() == "Of the part"
    assert me.http.get(apart).context["form"]["body"].value() == "Of the apart"
    me.http.post(apart, {"service_date": make.TODAY, "body": "Whole"})
    assert NoteDraft.objects.get().form == f"{joint.pk} treatment_plan"
