"""The site's navigation: which places each kind of user has."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clients.acting import clients_of
from coordination.presenters.threads import unread
from providers.models import Provider

register = template.Library()

CLIENT = [
    ("client_home", "home", _("Home")),
    ("access_history", "history", _("Access history")),
    ("stop_all_sharing", "stop", _("Stop all sharing")),
]
PROVIDER = [
    ("today", "today", _("Today")),
    ("client_list", "clients", _("Clients")),
    ("shared_with_me", "shared", _("Shared with me")),
    ("thread_list", "mail", _("Messages")),
    ("release_list", "releases", _("Releases")),
]
OFFICER = [("officer_overview", "shield", _("Oversight"))]
OFFICE = [("provider_list", "directory", _("Directory"))]


@dataclass(frozen=True)
class Place:
    href: str
    icon: str
    name: str
    here: bool
    new: int = 0
    """How many things there are that the reader may open and has not."""


@register.simple_tag(takes_context=True)
def layout(context):
    """For whom the page is laid out: `client`, `staff`, or `public` when nobody is signed in."""
    user = getattr(context.get("request"), "user", None)
    return context.get("layout") or getattr(user, "kind", "public")


@register.simple_tag(takes_context=True)
def places(context, kind):
    """The places that this reader may go, the one where they are marked `here`."""
    request = context.get("request")
    path = getattr(request, "path", "")
    provider = _provider_of(request) if kind == "staff" else None
    anybody = "layout" in context
    new = {"thread_list": unread(provider, request.user)} if provider else {}
    return [
        Place(href, icon, name, path.startswith(href), new.get(url_name, 0))
        for url_name, icon, name in _open_to(request, kind, provider=provider, anybody=anybody)
        for href in [reverse(url_name)]
    ]


def _provider_of(request):
    user = getattr(request, "user", None)
    known = user and user.is_authenticated
    return Provider.objects.acting_for(user).first() if known else None


def _open_to(request, kind, *, provider, anybody):
    """No place that would answer "not found": a clerk has no clients, a new account no record."""
    if kind == "client":
        return CLIENT if anybody or clients_of(request) else []
    if kind == "staff":
        works = anybody or provider
        oversees = not anybody and request.user.is_privacy_officer
        return [*(PROVIDER if works else []), *(OFFICER if oversees else []), *OFFICE]
    return []
