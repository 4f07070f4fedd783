"""What mails say in Spanish: the subjects that were agreed on, and whole letters."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from tests.design.pages import template_names

LETTERS = [name for name in template_names(".txt") if name.startswith("emails/")]
WORDS = {"link": "https://accord.example/", "site_url": "https://accord.example", "inviter": "Eva"}
SUBJECTS = {
    "You have something to review": "Tiene algo que revisar",
    "Your receipt": "Su recibo",
    "A permission will end soon": "Un permiso terminará pronto",
    "Access changed": "Cambió un acceso",
    "You have an invitation": "Tiene una invitación",
}


@pytest.mark.parametrize(("english", "spanish"), SUBJECTS.items())
def test_a_subject_is_the_one_that_was_agreed_on(english, spanish):
    with override("es"):
        assert gettext(english) == spanish


@pytest.mark.parametrize("name", LETTERS)
def test_no_paragraph_of_a_letter_is_left_in_english(name):
    def paragraphs(language):
        with override(language):
            told = render_to_string(name, WORDS)
        found = {one.strip() for one in told.split("\n\n") if "://" not in one}
        return found - {"", "Accord"}

    assert paragraphs("en") & paragraphs("es") == set()
    assert len(paragraphs("es")) == len(paragraphs("en"))
