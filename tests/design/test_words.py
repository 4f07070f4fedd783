"""The words of the templates against docs/glossary.md."""

import re

import pytest
from django.conf import settings

from tests.design.pages import source, template_names

COMMENT = re.compile(r"{% comment.*?endcomment %}|{#.*?#}", re.DOTALL)
SAID_IN_A_TAG = re.compile(r'{% translate "(.*?)"|_\("(.*?)"\)')
CODE = re.compile(r"<script.*?</script>|{%.*?%}|{{.*?}}|<[^>]*>", re.DOTALL)


def words_to_avoid(where):
    """The table's entries for that place: what to avoid, what to say instead."""
    table = (settings.BASE_DIR / "docs/glossary.md").read_text().split("## Words to avoid")[1]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()]
    return {row[0]: row[1] for row in rows if len(row) == 3 and row[2] == where}


def words_of(template):
    """What a reader sees of it: its text, translated or not, without tags and code."""
    template = COMMENT.sub("", template)
    said = [said or other for said, other in SAID_IN_A_TAG.findall(template)]
    return " ".join([CODE.sub(" ", template), *said])


def found(text, avoided):
    """The words to avoid that stand in this text."""
    return [
        word for word in avoided if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text, re.I)
    ]


@pytest.mark.parametrize("name", template_names() + template_names(".txt"))
def test_a_template_uses_our_words(name):
    assert found(words_of(source(name)), words_to_avoid("everywhere")) == []


def test_the_tables_can_be_read():
    assert words_to_avoid("everywhere")["submit"]
    assert words_to_avoid("clients")["release"] == "permission"


@pytest.mark.parametrize(
    "bad",
    [
        '{% translate "Submit" %}',
        "<p>Patient</p>",
        '{% component "form" button=_("Log in now") %}',
        "{% blocktranslate %}Invalid code{% endblocktranslate %}",
    ],
)
def test_a_word_to_avoid_is_noticed(bad):
    assert found(words_of(bad), words_to_avoid("everywhere"))


@pytest.mark.parametrize(
    "good", ['<input type="submit">', "{{ user.email }}", "{% comment %}invalid{% endcomment %}"]
)
def test_code_is_not_taken_for_words(good):
    assert found(words_of(good), words_to_avoid("everywhere")) == []
