"""How many have signed of those who were asked at once, and of the guardians who both sign."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

TOGETHER = "select * from signed_together(%s::uuid[])"
BY_GUARDIANS = "select * from signed_by_guardians(%s::uuid[])"


@dataclass(frozen=True)
class Signed:
    """How many of those who sign have signed: numbers, and nobody's name."""

    signed: int
    asked: int
    mine: bool = False
    """Of guardians: whether whoever asks is one of those who have."""

    @property
    def lacks_one(self):
        """Whether the next signature is the last one."""
        return self.signed + 1 == self.asked

    def __str__(self):
        return _("%(signed)d of %(asked)d signed") % vars(self)


def signed_together(releases):
    """How many have signed, by the id of each release that was asked for at once with others.

    For whoever may be told: the database says who, see docs/adr/0017-one-of-two-signed.md.
    """
    return _counted(TOGETHER, [one.pk for one in releases if one.together])


def signed_by_guardians(releases):
    """How many guardians have signed, by the id of each release that waits for both."""
    waiting = [one.pk for one in releases if one.client.both_guardians and not one.signed_at]
    return _counted(BY_GUARDIANS, waiting)


def _counted(statement, ids):
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(statement, [ids])
        return {release: Signed(*numbers) for release, *numbers in cursor}
