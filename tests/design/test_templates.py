"""What every template keeps to."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings
from django.template import TemplateDoesNotExist, engines

from tests.design.pages import (
    TEMPLATE_TAGS,
    Page,
    names_used_by,
    names_used_by_python,
    source,
    template_names,
    unsafe_for_the_policy,
)

# Django and allauth look these up by name.
ASKED_FOR_BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
COLOURS_OF_BOOTSTRAP = re.compile(
    r"\b(?:text|bg|border|link)-(?:primary|secondary|success|danger|warning|info|light|dark|white"
    r"|black|muted|body)\b"
)


@pytest.mark.parametrize("name", template_names())
def test_a_template_can_be_read(name):
    engines["django"].engine.get_template(name)


@pytest.mark.parametrize("name", template_names())
def test_nothing_in_a_template_breaks_the_content_policy(name):
    assert list(unsafe_for_the_policy(source(name))) == []


@pytest.mark.parametrize(
    "bad",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>alert()</script>",
        '<a onclick="x()">',
        '<a href="javascript:x()">',
        '<img src="data:image/png;base64,AA">',
    ],
)
def test_the_check_of_the_content_policy_notices(bad):
    assert list(unsafe_for_the_policy(bad))


@pytest.mark.parametrize("name", template_names())
def test_no_template_uses_colours_that_ignore_the_dark_scheme(name):
    assert COLOURS_OF_BOOTSTRAP.findall(source(name)) == []


def test_every_template_is_used():
    used = {"503.html"} | ASKED_FOR_BY_NAME | set(names_used_by_python())
    for name in template_names():
        used |= set(names_used_by(name))
    unused = [name for name in template_names() if name not in used and not overrides(name)]
    assert unused == []


def overrides(name):
    """Whether a library brings a template of that name, which ours stands in for."""
    for library in ("allauth", "crispy_bootstrap5"):
        if (Path(find_spec(library).origin).parent / "templates" / name).exists():
            return True
    return False


def test_every_icon_that_is_named_is_in_the_sprite():
    sprite = (settings.BASE_DIR / "static/icons.svg").read_text()
    known = set(re.findall(r'<symbol id="([a-z-]+)"', sprite))
    named = {
        icon
        for name in template_names()
        for icon in re.findall(r'icon\.html" with name="([a-z-]+)"(?!\|)', source(name))
    }
    assert named - known - {"state-"} == set()


def test_every_class_that_is_used_is_styled():
    css = "".join(p.read_text() for p in (settings.BASE_DIR / "static").rglob("*.css"))
    known = set(re.findall(r"\.([a-z][\w-]*)", css))
    used = {name: classes_of(source(name)) - known for name in template_names()}
    assert {name: unknown for name, unknown in used.items() if unknown} == {}


def classes_of(template):
    """The classes that a template writes out whole; those made by code end in a hyphen here."""
    written = [tag.get("class", "") for _, tag in Page(TEMPLATE_TAGS.sub(" ", template)).tags]
    return {name for classes in written for name in classes.split() if name[-1] not in "-_"}


def test_the_sprite_is_local_and_holds_no_script():
    sprite = (settings.BASE_DIR / "static/icons.svg").read_text()
    assert set(re.findall(r"https?://[^\"\s]+", sprite)) == {"http://www.w3.org/2000/svg"}
    assert list(unsafe_for_the_policy(sprite)) == []


def test_no_style_sheet_or_script_reaches_outside():
    for path in (settings.BASE_DIR / "static").rglob("*"):
        if path.suffix in {".css", ".js"} and "vendor" not in path.parts:
            assert not re.search(r"url\(|@import|https?://", path.read_text()), path.name


def test_a_name_that_is_no_template_is_noticed():
    with pytest.raises(TemplateDoesNotExist):
        engines["django"].engine.get_template("components/nothing.html")
