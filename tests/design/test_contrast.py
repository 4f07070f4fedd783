"""Colours can be read, on every paper and in both schemes: computed from tokens.css itself."""

import re

import pytest
from django.conf import settings

STATES = ["open", "ending", "waiting", "ended", "held"]
TEXT = ["ink", "ink-soft", "accent", "accent-deep", "error", *STATES]
PAPERS = ["paper", "sheet"]
OUTLINES = ["line-strong", "focus"]
PROMISED = {
    "paper": "#fbfaf7",
    "ink": "#1f2933",
    "line": "#e4dfd5",
    "open": "#0f766e",
    "ending": "#b45309",
    "waiting": "#4338ca",
    "ended": "#64748b",
    "held": "#86198f",
}


def schemes():
    """The colours of the light and of the dark scheme, by name."""
    text = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    colours = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")
    light = dict(colours.findall(light))
    return {"light": light, "dark": light | dict(colours.findall(dark))}


def contrast(one, other):
    """WCAG 2.2: the ratio of the relative luminances of two colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", TEXT)
def test_text_stands_out_from_its_paper(scheme, paper, name):
    colours = schemes()[scheme]
    assert contrast(colours[name], colours[paper]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("on-accent", "accent"),
        ("on-accent", "accent-deep"),
        ("paper", "ink"),
        ("paper", "ink-soft"),
    ],
)
def test_text_on_a_button_stands_out(scheme, text, ground):
    colours = schemes()[scheme]
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", OUTLINES)
def test_edges_of_fields_and_the_focus_can_be_seen(scheme, paper, name):
    colours = schemes()[scheme]
    assert contrast(colours[name], colours[paper]) >= 3


def test_the_light_colours_are_the_promised_ones():
    light = schemes()["light"]
    assert {name: light[name] for name in PROMISED} == PROMISED


def test_the_test_knows_a_pair_that_cannot_be_read():
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#999999", "#ffffff") < 4.5
