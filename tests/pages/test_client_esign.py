"""Before the first signature: what signing online means, a file to open, or paper instead."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from releases.esign import agreement_of
from releases.models import Signature
from tests import factories as make
from tests.journeys.doors import code_in_sample
from tests.languages.test_speaking import switch
from tests.pages.reading import words
from tests.people import Person


@pytest.fixture
def newcomer(ana):
    """Ana, before she agreed to anything."""
    user = make.user("Ana Moreno", agreed=False)
    return Person(user, client=make.change(ana.client, user=user))


@pytest.fixture
def chosen(newcomer, therapist, stranger):
    """A request whose kinds she has chosen."""
    return make.request(
        newcomer.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        proposed_by=therapist.provider,
        asked_categories=["progress"],
    )


def at(page, release):
    return reverse(page, args=[release.pk])


def code_of(person):
    """The code in the sample file that this person's browser gets."""
    answer = person.http.get(reverse("esign_sample"))
    assert answer.headers["Content-Type"] == "application/pdf"
    return code_in_sample(answer.content)


def send(person, page, **entered):
    there = reverse("esign") if page is None else page
    shown = person.http.get(there).context["shown_sha256"]
    return person.http.post(there, {"shown_sha256": shown} | entered)


def test_the_first_signature_is_behind_a_page_of_its_own(newcomer, chosen):
    answer = newcomer.http.get(at("review_sign", chosen))
    assert answer.url == f"{reverse('esign')}?release={chosen.pk}"
    page = words(newcomer.http.get(answer.url))
    for heading in (
        "You may sign on paper",
        "What this is about",
        "How you get copies",
        "How to take this back",
        "How we reach you",
        "What you need",
    ):
        assert heading in page


def test_what_is_sent_without_it_signs_nothing(newcomer, chosen):
    sent = {"typed_name": "Ana Moreno", "shown_sha256": "0" * 64}
    assert newcomer.http.post(at("review_sign", chosen), sent).url.startswith(reverse("esign"))
    assert not Signature.objects.exists()


def test_the_preview_before_it_says_what_signing_opens_and_leaves_nothing(newcomer, chosen):
    assert newcomer.http.get(at("review_check", chosen)).context["effects"] is not None
    assert agreement_of(newcomer.user) is None


def test_the_code_of_the_file_leads_on_to_sign(newcomer, chosen):
    code = code_of(newcomer)
    typed = f" {code[:3].lower()} - {code[3:]} "
    answer = send(newcomer, reverse("esign"), code=typed, release=str(chosen.pk))
    assert answer.url == at("review_sign", chosen)
    assert newcomer.http.get(answer.url).status_code == 200
    assert agreement_of(newcomer.user).code == code


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("", "Open the sample file and type the code that stands in it"),
        ("AAAAAA", "This is not the code in your sample file."),
        ("A" * 31, "Type only the six letters and digits of the code"),
    ],
)
def test_another_code_says_what_to_do(newcomer, chosen, code, sentence):
    answer = send(newcomer, f"{reverse('esign')}?release={chosen.pk}", code=code)
    assert sentence in words(answer)
    assert str(chosen.pk) in answer.content.decode()
    assert agreement_of(newcomer.user) is None


def test_words_in_another_language_are_not_what_was_read(newcomer, chosen):
    shown = newcomer.http.get(reverse("esign")).context["shown_sha256"]
    code = code_of(newcomer)
    switch(newcomer.http, "es")
    answer = newcomer.http.post(reverse("esign"), {"shown_sha256": shown, "code": code})
    assert agreement_of(newcomer.user) is None
    assert "Puede firmar en papel" in words(answer)


def test_the_sample_is_tagged_and_in_the_language_of_the_page(newcomer):
    switch(newcomer.http, "es")
    answer = newcomer.http.get(reverse("esign_sample"))
    root = PdfReader(BytesIO(answer.content)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "es"


def test_it_is_asked_once(ana, therapist, stranger):
    asked = make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[stranger.provider],
        asked_categories=["progress"],
    )
    assert ana.http.get(at("review_sign", asked)).status_code == 200
    assert "You agreed on" in words(ana.http.get(reverse("esign")))


def test_it_is_taken_back_and_asked_again(ana, therapist, psychiatrist):
    answer = ana.http.post(reverse("esign_withdraw"), follow=True)
    assert "From now on you sign on paper. What you signed before stays." in words(answer)
    assert "Before you sign online" in words(answer)
    psychiatrist.release.refresh_from_db()
    assert psychiatrist.release.in_force.upper == psychiatrist.release.expires_at


@pytest.mark.parametrize("page", ["esign", "esign_sample"])
def test_staff_signs_nothing_and_finds_nothing(therapist, page):
    assert therapist.http.get(reverse(page)).status_code == 404


@pytest.mark.parametrize("release", ["x", "00000000-0000-7000-8000-000000000000"])
def test_a_release_that_is_none_leads_nowhere(ana, release):
    page = ana.http.get(f"{reverse('esign')}?release={release}")
    assert page.status_code == 200


def test_whoever_would_rather_use_paper_prints_the_form(newcomer, chosen):
    make.change(chosen, categories=["hiv_sti"], asked_categories=["hiv_sti"])
    page = words(newcomer.http.get(at("review_paper", chosen)))
    assert "Print this page." in page
    assert "Who may hear Victor Lang" in page
    assert "Your initials for: HIV and other sexually transmitted infections" in page
    assert "Nothing is shared until they have written it down." in page
