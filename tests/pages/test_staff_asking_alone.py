"""Asking for notes that stand alone: each on a form of its own, sent with the others."""

from django.urls import reverse

from releases.models import Release
from tests.pages.reading import words

ALONE = ["psychotherapy_notes", "sud_counseling_notes"]


def releases():
    return Release.objects.count()


def test_they_are_offered_apart_and_never_ticked(ana, therapist, stranger):
    url = f"{reverse('ask_for_release', args=[ana.client.pk])}?with={stranger.provider.pk}"
    form = therapist.http.get(f"{url}&kinds=psychotherapy_notes").context["form"]
    assert [code for code, _name in form.fields["alone"].choices] == ALONE
    assert not form["alone"].value()


def test_each_gets_a_form_of_its_own(ask, therapist):
    ask(alone=ALONE)
    asked = {one.instrument: one.categories for one in Release.objects.all()}
    assert asked == {"general": ["progress"]} | {one: [one] for one in ALONE}


def test_they_can_be_asked_for_without_anything_else(ask):
    ask(categories=[], alone=ALONE[:1])
    assert Release.objects.get().instrument == ALONE[0]


def test_both_ways_each_form_names_the_one_whose_notes_they_are(ask, therapist, stranger):
    ask(way="both", categories=[], alone=ALONE[:1])
    tellers = [one.parties.get(side="discloser").provider for one in Release.objects.all()]
    assert {one.direction for one in Release.objects.all()} == {"one_way"}
    assert {one.pk for one in tellers} == {therapist.provider.pk, stranger.provider.pk}


def test_the_preview_shows_each_form_with_the_words_of_its_kind(ask):
    shown = words(ask("preview", alone=ALONE))
    assert "These are 3 forms, each with a signature of its own." in shown
    assert "Release of psychotherapy notes" in shown
    assert "Release of SUD counseling notes" in shown
    assert releases() == 0


def test_only_what_does_not_wait_already_is_sent_again(ask):
    ask(alone=ALONE[:1])
    ask(alone=ALONE)
    assert releases() == 3
