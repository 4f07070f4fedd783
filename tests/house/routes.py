"""Every address of the site, as the resolver knows it."""

import inspect
from functools import cache

from django.urls import URLPattern, get_resolver

from tests.house.sources import FLOORS


@cache
def routes():
    """`{name: pattern}` with the namespace in the name; without a name, the route itself."""
    found = {}

    def walk(resolver, prefix=""):
        for one in resolver.url_patterns:
            if isinstance(one, URLPattern):
                name = f"{prefix}{one.name}" if one.name else str(one.pattern)
                found.setdefault(name, one)
            else:
                walk(one, f"{prefix}{one.namespace}:" if one.namespace else prefix)

    walk(get_resolver())
    return found


def ours(pattern):
    """Whether the view is one of ours, and not of Django or allauth."""
    return inspect.unwrap(pattern.callback).__module__.split(".")[0] in FLOORS


def our_views():
    """Our view functions, wherever they stand."""
    return {inspect.unwrap(pattern.callback) for pattern in routes().values() if ours(pattern)}
