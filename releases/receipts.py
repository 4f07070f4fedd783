"""What a receipt says: when it was asked, signed, begun and ended, and the signatures."""

from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases.assent import said_by_child
from releases.changes import is_less
from releases.presenters import day, followed_in_words, kind_labels, labels, row
from releases.treatments import ends_earlier

WAYS = {
    "password": gettext_lazy("password"),
    "mfa totp": gettext_lazy("authenticator app"),
    "mfa webauthn": gettext_lazy("passkey"),
    "mfa recovery_codes": gettext_lazy("recovery code"),
}


def facts_of(permission):
    """The times of a release, as rows of a summary list."""
    release = permission.release
    rows = [
        (_("Who tells whom"), permission.direction),
        (_("The same person"), followed_in_words(release)),
        (_("Asked for"), day(release.requested_at)),
        (_("Signed"), exact(release.signed_at)),
        (_("Last day"), day(release.expires_at)),
        (_("Ends earlier"), ends_earlier(release)),
        (_("Stopped"), exact(release.revoked_at)),
        (_("Replaced"), exact(release.superseded_at)),
        (_("Treatment ended"), exact(release.ended_at)),
    ]
    return [row(label, value) for label, value in rows if value]


def signatures_of(release):
    """The signatures, each with its words, its kinds that bear initials, its ways of signing in."""
    known = kind_labels()
    name_given = _("Signed by one press, as") if is_less(release) else _("Name typed")
    beside = ("representative", "agreement__terms", "original__attested_by")
    signatures = list(release.signatures.select_related(*beside).defer("original__scan"))
    for one in signatures:
        # Made by our template, which escaped what people gave, and kept by the database unchanged.
        one.words = mark_safe(one.shown)  # noqa: S308
        one.name_given = _("Signed on paper by") if one.original_id else name_given
        one.child_said = said_by_child(one, release.client.short_name)
        one.initialled_kinds = labels(one.initialled, known)
        one.ways = [WAYS.get(way, way) for way in filter(None, one.authenticated_by.split(", "))]
    return signatures


def drawing_of(release, signature):
    """The picture drawn with this signature of the release, if there is one."""
    for one in release.signatures.exclude(drawing=None):
        if str(one.pk) == signature:
            return bytes(one.drawing)
    return None


def exact(moment):
    """The moment to the second, or nothing."""
    return date_format(localtime(moment), "SECONDS_FORMAT") if moment else ""
