"""What templates print without escaping, each with the reason."""

import re

from tests.design.pages import source, template_names

SAFE = {
    "field.help_text": "a sentence of the form's code, with a link at most",
    "signature.shown": "the same document as it was signed; the database keeps hash and bytes",
    "totp_svg": "a square code that allauth draws",
}


def printed_as_markup():
    """What stands before `|safe` in our pages; letters are plain text and escape nothing."""
    return {
        printed
        for name in template_names()
        for printed in re.findall(r"{{\s*([^}|]+)\|safe", source(name))
    }


def test_nothing_else_is_printed_as_markup():
    assert printed_as_markup() == set(SAFE)


def test_no_page_switches_escaping_off():
    assert [name for name in template_names() if "autoescape off" in source(name)] == []
