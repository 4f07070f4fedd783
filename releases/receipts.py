"""What a receipt says: when it was asked, signed, begun and ended, and the signatures."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from releases.presenters import day, kind_labels, labels


def facts_of(permission):
    """The times of a release, as rows of a summary list."""
    release = permission.release
    rows = [
        (_("Who tells whom"), permission.direction),
        (_("Asked for"), day(release.requested_at)),
        (_("Signed"), exact(release.signed_at)),
        (_("Last day"), day(release.expires_at)),
        (_("Stopped"), exact(release.revoked_at)),
        (_("Replaced"), exact(release.superseded_at)),
        (_("Treatment ended"), exact(release.ended_at)),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def signatures_of(release):
    """The signatures, each with the names of the kinds that bear initials."""
    known = kind_labels()
    signatures = list(release.signatures.select_related("representative"))
    for one in signatures:
        one.initialled_kinds = labels(one.initialled, known)
    return signatures


def exact(moment):
    """The moment to the second, or nothing."""
    return date_format(localtime(moment), "j F Y, H:i:s") if moment else ""
