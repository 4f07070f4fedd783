"""What two clients show each other of what they signed, in words; the database says if they do."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from clients.names import isolated
from releases.models import ScopeShown
from releases.presenters import day, in_words, kind_labels, labels


@dataclass(frozen=True)
class Scope:
    """What somebody else's permission covers."""

    name: str
    direction: str
    kinds: list
    until: str


def may_show(release):
    """Whether whoever is signed in can say so of this release now."""
    with connection.cursor() as cursor:
        cursor.execute("select may_show_scope(%s)", [release.pk])
        return cursor.fetchone()[0]


def shown_now(release):
    """What the client said of this release and did not take back, or None."""
    return ScopeShown.objects.running().filter(release=release).first()


def scopes_shown(release):
    """What the other client shows: nothing, for whatever reason, until both do."""
    with connection.cursor() as cursor:
        cursor.execute("select * from scopes_shown(%s)", [release.pk])
        rows = cursor.fetchall()
    known = kind_labels() if rows else {}
    return [_scope(known, *row) for row in rows]


def _scope(known, name, tells, hears, both_ways, categories, until):
    words = {"one": in_words(map(isolated, tells)), "other": in_words(map(isolated, hears))}
    said = _("%(one)s and %(other)s tell each other") if both_ways else _("%(one)s tells %(other)s")
    return Scope(name, said % words, labels(categories, known), day(until))
