"""The receipt of a stop: what was stopped, when, by whom, who is told, what had been opened."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from clients.names import names_of
from ledger.models import Entry, Verb
from releases.receipts import exact
from releases.sealing.contents import moment, reference_of, row_of, rows_of
from releases.sealing.places import check_code, check_page, seat
from releases.stopped import openings_under, told_of
from releases.told import in_words

MOST_OPENINGS = 500
# These keep names apart on a screen. The typesetter does that by itself, and has no sign for them.
ISOLATES = dict.fromkeys(map(ord, "\u2068\u2069"))


def contents_of_stop(permissions, seal, *, client, by):
    """All of it as `letter.typ` reads it, in the language of the page."""
    contents = {
        "language": get_language(),
        "title": _("Receipt: sharing was stopped"),
        "author": seat(),
        "description": _("What was stopped, when, by whom, and what had been opened before"),
        "kicker": _("Receipt"),
        "running": seat(),
        "reference": "",
        "page": _("Page %(page)s of %(pages)s"),
        "heading": _("Sharing was stopped"),
        "lead": [
            _("Since then nobody can open anything under these permissions."),
            _("What was already read or copied can't be taken back."),
        ],
        "groups": [
            {"heading": "", "rows": rows_of((_("Client"), client.name))},
            *(_stop(one, client, by) for one in permissions),
            _told(permissions),
            _openings(permissions, client, by),
            _this_file(permissions, seal),
        ],
        "qr": {
            "code": check_code(),
            "alt": _("A code that leads to the page where files are checked"),
        },
        "notes": [
            _("The file is sealed. Change one bit of it, and the page above says so."),
            _("It is a receipt and permits nothing."),
        ],
        "spelled": _(
            "There was no typeface here for some letters. Their Unicode numbers stand instead."
        ),
    }
    return _plain(contents)


def _stop(permission, client, by):
    """One permission, with the line that the ledger has of its end."""
    release = permission.release
    line = Entry.objects.about(client.pk).filter(
        verb=Verb.RELEASE_REVOKED, release_ids__contains=[release.pk]
    )
    entry = line.first()
    who, how = "", ""
    if entry:
        names = names_of([entry.actor], client=client, viewer=by)
        who = by.name if entry.actor == by.pk else names.get(entry.actor, "")
        how = in_words(entry.detail)
    rows = rows_of(
        (_("Stopped"), moment(release.revoked_at)),
        (_("Written down by") if how else _("Stopped by"), who),
        (_("How it was told"), how),
        (_("What"), permission.kinds_in_words),
        (_("Signed"), moment(release.signed_at)),
        (_("Reference"), reference_of(release)),
    )
    return {"heading": permission.direction, "rows": rows}


def _told(permissions):
    names = "; ".join(told_of(permissions)) or _("Nobody: none of them has an account here.")
    rows = rows_of((_("That access has changed, and not why"), names))
    return {"heading": _("Who is told"), "rows": rows}


def _openings(permissions, client, by):
    found = openings_under(permissions, client=client, viewer=by, most=MOST_OPENINGS)
    rows = [row_of(exact(one.at), one.text) for one in found.lines]
    if found.more:
        more = ngettext(
            "And %(more)d more before that.", "And %(more)d more before that.", found.more
        )
        rows.append(row_of("…", more % {"more": found.more}))
    nothing = [row_of(_("Nothing"), _("Nothing was opened so far."))]
    return {"heading": _("What was opened while it was on"), "rows": rows or nothing}


def _this_file(permissions, seal):
    return {
        "heading": _("This file"),
        "rows": [
            row_of(_("Check it at"), check_page(), link=True),
            *(row_of(_("Release"), one.release.pk, code=True) for one in permissions),
            row_of(_("SHA-256 of the seal's certificate"), seal.fingerprint, code=True),
        ],
    }


def _plain(value):
    if isinstance(value, str):
        return value.translate(ISOLATES)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value
