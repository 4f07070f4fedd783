"""The gallery shows every component, while DEBUG is on."""

import gzip

import pytest
from django.core.management.utils import get_random_secret_key
from django.test import signals

from releases.consent_map import State
from tests.design.pages import Page, template_names

COMPONENTS = [name for name in template_names() if name.startswith("components/")]


@pytest.fixture
def gallery(client, db, settings):
    """The gallery as anybody gets it, and the names of the templates that made it."""
    settings.DEBUG = True
    used = set()

    def note(template, **kwargs):
        used.add(template.name)

    signals.template_rendered.connect(note)
    response = client.get("/gallery/?page=2")
    signals.template_rendered.disconnect(note)
    assert response.status_code == 200
    return response.content.decode(), used


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_is_in_the_gallery(gallery, name):
    assert name in gallery[1]


@pytest.mark.parametrize("state", State.values)
def test_every_state_has_its_colour_shape_and_word(gallery, state):
    html = gallery[0]
    pill = html.split(f'<span class="pill pill--{state} state--{state}">')[1].split(
        "</span></span>"
    )
    assert f"#state-{state}" in pill[0]
    assert str(State(state).label) in html


def test_the_title_says_that_a_form_has_errors(gallery):
    assert "<title>Error: Components | Accord</title>" in gallery[0]


def test_the_heading_is_the_title(gallery):
    assert "<h1>Components</h1>" in gallery[0]


def test_the_summary_leads_to_each_field_with_an_error(gallery):
    html = gallery[0]
    targets = [
        a["href"][1:]
        for a in Page(html.split('class="error-summary"')[1].split("</ul>")[0]).all("a")
    ]
    assert targets == ["id_until", "id_kinds_0_0", "id_how_0", "id_agree"]
    assert all(f'id="{target}"' in html for target in targets)


def test_an_error_without_words_of_its_own_names_its_field(gallery):
    assert "This field is required" not in gallery[0]
    assert "Fill in: I have read this form" in gallery[0]


def test_nothing_sensitive_is_ticked_for_anybody(gallery):
    boxes = [box for box in Page(gallery[0]).all("input") if box.get("type") == "checkbox"]
    assert boxes
    assert not any("checked" in box for box in boxes)


def test_a_page_weighs_little(gallery, settings):
    linked = [link["href"] for link in Page(gallery[0]).all("link")]
    linked += [script["src"] for script in Page(gallery[0]).all("script")]
    files = [settings.BASE_DIR / "static" / url.removeprefix("/static/") for url in linked]
    bodies = [gallery[0].encode(), (settings.BASE_DIR / "static/icons.svg").read_bytes()]
    bodies += [file.read_bytes() for file in files]
    assert sum(len(gzip.compress(body)) for body in bodies) < 120_000


def test_there_is_no_gallery_in_production(client, db, settings):
    settings.DEBUG = False
    settings.SECRET_KEY = get_random_secret_key()
    assert client.get("/gallery/").status_code == 404
