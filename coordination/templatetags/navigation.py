"""The site's navigation: which places each kind of user has."""

from dataclasses import dataclass

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

register = template.Library()

PLACES = {
    "client": [
        ("client_home", "home", _("Home")),
        ("access_history", "history", _("Access history")),
        ("stop_all_sharing", "stop", _("Stop all sharing")),
    ],
    "staff": [
        ("today", "today", _("Today")),
        ("client_list", "clients", _("Clients")),
        ("shared_with_me", "shared", _("Shared with me")),
        ("release_list", "releases", _("Releases")),
        ("provider_list", "directory", _("Directory")),
    ],
}


@dataclass(frozen=True)
class Place:
    href: str
    icon: str
    name: str
    here: bool


@register.simple_tag(takes_context=True)
def layout(context):
    """For whom the page is laid out: `client`, `staff`, or `public` when nobody is signed in."""
    user = getattr(context.get("request"), "user", None)
    return context.get("layout") or getattr(user, "kind", "public")


@register.simple_tag(takes_context=True)
def places(context, kind):
    """The places a user of that kind may go, the one where the reader is marked `here`."""
    path = getattr(context.get("request"), "path", "")
    return [
        Place(href, icon, name, path == href or (href != "/" and path.startswith(href)))
        for href, icon, name in _known(PLACES.get(kind, []))
    ]


def _known(places):
    for url_name, icon, name in places:
        try:
            yield reverse(url_name), icon, name
        except NoReverseMatch:
            continue
