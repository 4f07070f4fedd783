"""Which language somebody reads: the account's, else the browser's; and the switch."""

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from tests import factories as make
from tests.pages.reading import words

SPANISH = {"HTTP_ACCEPT_LANGUAGE": "es-MX,es;q=0.9"}


def language_of(page):
    return page.content.decode().split('<html lang="')[1][:2]


def switch(browser, language, there="/help/"):
    came_from = f"http://testserver{there}" if there.startswith("/") else there
    return browser.post(reverse("language"), {"language": language}, HTTP_REFERER=came_from)


@pytest.fixture
def ana_in_spanish(ana):
    make.change(ana.user, language="es")
    return ana


def test_a_stranger_is_spoken_to_as_the_browser_asks(db, client):
    assert language_of(client.get("/help/", **SPANISH)) == "es"
    assert language_of(client.get("/help/", HTTP_ACCEPT_LANGUAGE="fr")) == "en"


def test_an_account_is_spoken_to_in_its_own_language(ana_in_spanish):
    page = ana_in_spanish.http.get(reverse("client_home"))
    assert language_of(page) == "es"
    assert "Quién puede ver qué sobre usted" in words(page)


def test_staff_read_english_until_their_pages_are_translated(therapist):
    make.change(therapist.user, language="es")
    assert language_of(therapist.http.get(reverse("today"), **SPANISH)) == "en"


def test_the_switch_changes_the_account_and_leads_back(ana):
    answer = switch(ana.http, "es", reverse("access_history"))
    assert answer.url == f"http://testserver{reverse('access_history')}"
    ana.user.refresh_from_db()
    assert ana.user.language == "es"
    assert language_of(ana.http.get(answer.url)) == "es"


def test_the_switch_lasts_in_a_browser_without_an_account(db, client):
    switch(client, "es")
    assert language_of(client.get("/help/")) == "es"


@pytest.mark.parametrize("there", ["https://elsewhere.example/", "javascript:alert(1)", ""])
def test_the_switch_leads_nowhere_else(db, client, there):
    assert switch(client, "es", there).url == "/"


def test_an_unknown_language_changes_nothing(ana):
    assert switch(ana.http, "xx").status_code == 302
    ana.user.refresh_from_db()
    assert ana.user.language == "en"


def test_a_page_offers_the_other_language_in_its_own_words(ana):
    page = ana.http.get(reverse("client_home")).content.decode()
    assert 'value="es" lang="es">Español</button>' in page
    assert 'value="en"' not in page


def test_staff_are_not_offered_what_their_pages_do_not_have(therapist):
    assert "Español" not in therapist.http.get(reverse("today")).content.decode()


@pytest.mark.parametrize(
    ("language", "text"), [("en", "1 March 2027"), ("es", "1 de marzo de 2027")]
)
def test_a_date_is_written_as_people_write_it(language, text):
    from datetime import date

    with override(language):
        assert date_format(date(2027, 3, 1), "DATE_FORMAT") == text


def test_a_date_field_is_filled_as_browsers_want_it_in_every_language(ana_in_spanish, therapist):
    asked = make.request(
        ana_in_spanish.client,
        disclosers=[therapist.provider],
        recipients=[therapist.provider],
        proposed_by=therapist.provider,
        expires_at="2027-03-01T12:00:00Z",
    )
    page = ana_in_spanish.http.get(reverse("review_when", args=[asked.pk])).content.decode()
    assert 'value="2027-03-01"' in page


def test_what_is_signed_in_spanish_is_recorded_as_that(ana_in_spanish, therapist, psychiatrist):
    asked = make.request(
        ana_in_spanish.client,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        asked_categories=["progress"],
    )
    there = reverse("review_sign", args=[asked.pk])
    page = ana_in_spanish.http.get(there)
    assert "Firmar es su decisión." in words(page)
    sent = {"typed_name": "Ana Moreno", "shown_sha256": page.context["shown_sha256"]}
    ana_in_spanish.http.post(there, sent)
    (signature,) = asked.signatures.all()
    assert (signature.language, str(signature.form_version)) == ("es", "general es v2")
    assert signature.shown.startswith('<div lang="es">')


def test_words_shown_in_one_language_are_not_signed_in_another(ana, therapist, psychiatrist):
    asked = make.request(
        ana.client,
        disclosers=[therapist.provider],
        recipients=[psychiatrist.provider],
        asked_categories=["progress"],
    )
    there = reverse("review_sign", args=[asked.pk])
    shown = ana.http.get(there).context["shown_sha256"]
    switch(ana.http, "es")
    answer = ana.http.post(there, {"typed_name": "Ana Moreno", "shown_sha256": shown})
    assert "Alguien cambió esto mientras leía. No se firmó nada." in words(answer)
    assert not asked.signatures.exists()
