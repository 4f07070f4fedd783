"""Words that people read in sentences of the code, and what only clients' pages must not say."""

import ast
import re
from fnmatch import fnmatch

import pytest

from tests.design.pages import source, template_names
from tests.design.test_words import found, words_of, words_to_avoid
from tests.house.sources import modules, place

FOR_CLIENTS = [
    "coordination/client_*.html",
    "releases/review_*.html",
    "releases/stop*.html",
    "releases/receipt.html",
    "releases/limit_*.html",
    "releases/effects*.html",
    "releases/difference.html",
    "releases/ways_to_share_less.html",
    "clients/representing.html",
    "emails/release_to_sign.txt",
    "emails/release_receipt*.txt",
]
TRANSLATORS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|{\w*}")
TEMPLATES = template_names() + template_names(".txt")


@pytest.mark.parametrize(
    "name", [name for name in TEMPLATES if any(fnmatch(name, one) for one in FOR_CLIENTS)]
)
def test_a_clients_page_uses_clients_words(name):
    assert found(words_of(source(name)), words_to_avoid("clients")) == []


def test_every_pattern_of_clients_pages_finds_some():
    assert [one for one in FOR_CLIENTS if not any(fnmatch(name, one) for name in TEMPLATES)] == []


def sentences():
    """Every text in the code that is translated for people, and where it stands."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TRANSLATORS:
                for one in node.args:
                    if isinstance(one, ast.Constant) and isinstance(one.value, str):
                        yield place(path, node), PLACEHOLDER.sub("", one.value)


def test_the_code_uses_our_words_towards_people():
    avoided = words_to_avoid("everywhere")
    said = [(where, words) for where, text in sentences() if (words := found(text, avoided))]
    assert said == []
    assert len(list(sentences())) > 100
