"""Every address of the site, as the resolver knows it."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, get_resolver

from tests.house.sources import FLOORS


@dataclass(frozen=True)
class Route:
    """One address: what answers there, and what stands in it: `{name: converter}`."""

    callback: Callable
    parameters: dict

    @property
    def view(self):
        return inspect.unwrap(self.callback)

    @property
    def is_ours(self):
        """Whether the view is one of ours, and not of Django or allauth."""
        return self.view.__module__.split(".")[0] in FLOORS


@cache
def routes():
    """`{name: route}` with the namespace in the name; without a name, the pattern itself."""
    found = {}

    def walk(resolver, prefix="", parameters=None):
        for one in resolver.url_patterns:
            inside = (parameters or {}) | one.pattern.converters
            if isinstance(one, URLPattern):
                name = f"{prefix}{one.name}" if one.name else str(one.pattern)
                found.setdefault(name, Route(one.callback, inside))
            else:
                walk(one, f"{prefix}{one.namespace}:" if one.namespace else prefix, inside)

    walk(get_resolver())
    return found


def our_views():
    """Our view functions, wherever they stand."""
    return {route.view for route in routes().values() if route.is_ours}
