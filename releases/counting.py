"""How many have signed of those who were asked for the same at once."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Signed:
    """How many of those who sign have signed: numbers, and nobody's name."""

    signed: int
    asked: int

    def __str__(self):
        return _("%(signed)d of %(asked)d signed") % vars(self)


def signed_together(releases):
    """How many have signed, by the id of each release that was asked for at once with others.

    For whoever may be told: the database says who, see docs/adr/0017-one-of-two-signed.md.
    """
    ids = [one.pk for one in releases if one.together]
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select * from signed_together(%s::uuid[])", [ids])
        return {release: Signed(signed, asked) for release, signed, asked in cursor}
