"""What a client was not mailed because they want no mail, so that staff tell them in person."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from releases.presenters import day, isolated

NEWS = {
    "release_to_sign": _("a request waits for an answer"),
    "release_expiring": _("a permission ends soon"),
    "release_ended": _("a permission has ended"),
}


@dataclass(frozen=True)
class Untold:
    """One thing that somebody would have been mailed, and when."""

    person: str
    news: Any
    day: str


def untold(client):
    """The latest first; nothing for a provider who does not treat the client."""
    with connection.cursor() as cursor:
        cursor.execute("select person, kind, at from untold(%s)", [client.pk])
        found = cursor.fetchall()
    return [
        Untold(isolated(person), NEWS.get(kind, _("an access has changed")), day(at))
        for person, kind, at in found
    ]
