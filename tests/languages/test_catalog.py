"""The catalog of Spanish holds every sentence that a client may read, and is compiled as it is."""

import gettext
import re
from fnmatch import fnmatch
from io import BytesIO

import pytest

from tests.languages import catalog
from tests.languages.for_staff import PLACES, only_staff_read
from tests.languages.reading_level import fernandez_huerta, flesch_kincaid

RENEW = "run: make spanish"
# A letter begins with a colon in Spanish; a date of birth needs one.
ENDS_IN_ITS_OWN_WAY = {"born", "Hello,"}
GAPS = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w+>")


@pytest.fixture(scope="module")
def said():
    return {(one.id, one.context): one for one in catalog.said() if one.id}


@pytest.fixture(scope="module")
def kept():
    return {(one.id, one.context): one for one in catalog.kept() if one.id}


def strings(message):
    """What is said for it in Spanish: one string, or one for each plural form."""
    return [message.string] if isinstance(message.string, str) else list(message.string)


def test_the_catalog_holds_what_is_said_now_and_nothing_else(said, kept):
    assert (sorted(map(str, said.keys() - kept)), sorted(map(str, kept.keys() - said))) == (
        [],
        [],
    ), RENEW


def test_every_sentence_that_a_client_may_read_is_there_in_spanish(said, kept):
    missing = [
        key
        for key, message in said.items()
        if not only_staff_read(message) and not (key in kept and all(strings(kept[key])))
    ]
    assert missing == []
    assert len(said) > 900


def test_nothing_is_marked_as_a_guess(kept):
    assert [key for key, message in kept.items() if message.fuzzy] == []


def test_a_translation_has_the_gaps_and_tags_of_its_sentence(kept):
    different = [
        (original, spanish)
        for (ids, _context), message in kept.items()
        for original, spanish in zip(
            [ids] if isinstance(ids, str) else ids, strings(message), strict=False
        )
        if spanish and sorted(GAPS.findall(original)) != sorted(GAPS.findall(spanish))
    ]
    assert different == []


def test_a_translation_ends_as_its_sentence_does(kept):
    ends = {".", ":", "?"}
    different = [
        (ids, message.string)
        for (ids, _context), message in kept.items()
        if isinstance(ids, str) and message.string
        if (ids[-1] if ids[-1] in ends else "") != end_of(message.string, ends)
        and ids not in ENDS_IN_ITS_OWN_WAY
    ]
    assert different == []


def end_of(text, ends):
    return text[-1] if text[-1] in ends else ""


def test_we_say_usted(kept):
    informal = re.compile(r"\b(tú|tus?|te|ti|contigo|puedes|tienes|eres|haz)\b", re.I)
    found = [one for message in kept.values() for one in strings(message) if informal.search(one)]
    assert found == []


def test_what_clients_read_is_plain_in_both_languages(kept):
    for_clients = [one for one in kept.values() if not only_staff_read(one)]
    spanish = [GAPS.sub("Ana", strings(one)[0]) for one in for_clients]
    english = [
        GAPS.sub("Ana", one.id if isinstance(one.id, str) else one.id[0]) for one in for_clients
    ]
    assert fernandez_huerta("\n".join(spanish)) >= 70
    assert flesch_kincaid("\n".join(english)) <= 7


def test_the_compiled_file_says_what_the_text_file_says():
    compiled = gettext.GNUTranslations(BytesIO(catalog.MO.read_bytes()))
    fresh = gettext.GNUTranslations(BytesIO(catalog.as_mo(catalog.PO.read_bytes())))
    assert messages_of(compiled) == messages_of(fresh), RENEW


def messages_of(translations):
    return {key: text for key, text in translations._catalog.items() if key}


def test_the_text_file_is_written_in_one_way():
    assert catalog.as_po(catalog.renewed()) == catalog.PO.read_bytes(), RENEW


def test_no_tag_of_a_template_runs_over_two_lines():
    """Django would print it as it stands, and no catalog would know its sentence."""
    broken = re.compile(r"{%(?:(?!%}).)*$", re.MULTILINE)
    templates = (catalog.ROOT / "templates").rglob("*.*")
    assert [one.name for one in templates if broken.search(one.read_text())] == []


def test_every_place_of_staff_is_one():
    places = {place for message in catalog.said() for place, _line in message.locations}
    assert [one for one in PLACES if not any(fnmatch(place, one) for place in places)] == []
