"""Where the site is, and where any file is checked: in letters, and as a code for a camera."""

from functools import cache

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import mark_safe


def check_page():
    """Where anybody can have a file checked."""
    return settings.SITE_URL + reverse("verify")


def seat():
    """Where the site is, as people type it."""
    return settings.SITE_URL.partition("://")[2]


@cache
def check_code():
    """The code as an SVG. The same on every record, so it tells nothing of anybody."""
    code = segno.make(check_page(), error="m", micro=False)
    svg = code.svg_inline(
        scale=4, omitsize=True, dark="#1f2933", light="#ffffff", svgclass="qr", lineclass=None
    )
    # Made of nothing but the site's own address.
    return mark_safe(svg)  # noqa: S308
