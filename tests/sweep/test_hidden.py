"""What somebody may not know changes nothing that they see: no row, no count, no page number."""

import re

import pytest
from django.urls import reverse

from tests import factories as make
from tests.people import a_client
from tests.sweep.access import ROUTES
from tests.sweep.rows import Row
from tests.sweep.test_sweep import told

KEY = re.compile(r'name="key" value="[0-9a-f-]{36}"')
WATCHERS = ["psychiatrist", "sam", "directory_admin", "gp", "stranger", "mother"]
LONG = [pytest.param(one, marks=pytest.mark.long) for one in WATCHERS[1:]]


def hidden_rows(scene, get):
    """Notes, messages, shares, releases and restrictions that none of the watchers may know of."""
    ana, therapist = scene.objects["ana_record"], get("therapist").provider
    watchers = [get(one).provider for one in ("psychiatrist", "gp", "stranger")]
    for recipient in watchers:
        held = make.item(therapist, ana, categories=["hiv_sti"], body="Not for them.")
        make.share(held, recipient)
        make.request(ana, disclosers=[therapist], recipients=[recipient], proposed_by=therapist)
        make.restriction(ana, provider=recipient, categories=["billing"])
    for thread in (scene.objects["ana_thread"], None):
        about = [] if thread else [ana]
        make.message(therapist, *about, thread=thread, to=watchers, categories=["hiv_sti"])
    another, entry = a_client("Ida Berg"), get("couples_counsellor").provider
    make.treatment(another.client, therapist)
    make.release(another.client, disclosers=[therapist], recipients=[entry])
    make.item(therapist, another.client)


def shown(response):
    """All that could be compared, without the id that each form of a message has of its own."""
    status, headers, cookies, body = told(response)
    return status, headers, cookies, KEY.sub("", body)


def seen_by(browser):
    """Every page without an object in its address, with searches and page numbers."""
    pages = {}
    for name, row in ROUTES.items():
        if isinstance(row, Row) and not row.kind:
            for ask in ("", "?page=2", "?state=waiting"):
                pages[name, ask] = shown(browser.get(reverse(name) + ask))
    for text in ("Ana", "Ida", "a"):
        pages["search", text] = shown(browser.post(reverse("client_list"), {"q": text}))
    return pages


@pytest.mark.parametrize("watcher", [*WATCHERS[:1], *LONG])
def test_what_is_hidden_moves_nothing(request, scene, watcher):
    get = request.getfixturevalue
    for one in WATCHERS:
        get(one)
    browser = get(watcher).http
    before = seen_by(browser)
    hidden_rows(scene, get)
    after = seen_by(browser)
    assert [page for page in before if before[page] != after[page]] == []
