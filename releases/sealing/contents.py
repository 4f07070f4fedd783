"""What a signed record says: the words as they were shown, and a page of evidence each."""

from datetime import UTC
from hashlib import sha256

from django.utils.timezone import localtime
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from releases.models import SignedBy
from releases.presenters import day
from releases.receipts import exact, signatures_of
from releases.sealing.places import check_code, check_page, seat
from releases.sealing.words import tree_of


def contents_of(release, seal):
    """All of it as `record.typ` reads it, in the language of the first who signed."""
    languages = release.signatures.values_list("language", flat=True)
    with override(languages[0]):
        reference = reference_of(release)
        return {
            "language": languages[0],
            "title": _("Signed record %(reference)s") % {"reference": reference},
            "author": seat(),
            "description": _("What was signed, word for word, and the evidence of it"),
            "kicker": _("Signed record"),
            "running": seat(),
            "reference": _("Reference %(reference)s") % {"reference": reference},
            "page": _("Page %(page)s of %(pages)s"),
            **_parts(release, seal),
        }


def reference_of(release):
    """What one can say on the phone: the last eight characters of the id."""
    tail = release.pk.hex[-8:].upper()
    return f"{tail[:4]}-{tail[4:]}"


def _parts(release, seal):
    words, evidence = [], []
    languages = list(release.signatures.values_list("language", flat=True))
    for number, language in enumerate(languages, 1):
        with override(language):
            # Asked for in each language: the names of kinds and ways are words as well.
            signature = signatures_of(release)[number - 1]
            words.append(_words(signature, number))
            evidence.append(_evidence(release, signature, number, seal))
    return {"words": words, "evidence": evidence}


def _words(signature, number):
    return {
        "language": signature.language,
        "document": tree_of(signature.shown),
        "signed": {
            "name": signature.typed_name,
            "drawing": list(bytes(signature.drawing or b"")),
            "drawn": _("The drawn signature of %(name)s") % {"name": signature.typed_name},
            "line": _line(signature),
        },
        "exact": signature.shown,
        "file": _file(number),
        "description": _("The words of the signature, byte for byte as they were on the screen"),
    }


def _line(signature):
    if original := signature.original:
        return _("Signed on paper on %(day)s") % {"day": day(original.signed_on)}
    return _("Signed on %(moment)s") % {"moment": moment(signature.at)}


def _file(number):
    return f"words-{number}.html"


def _evidence(release, signature, number, seal):
    file = {"file": _file(number)}
    return {
        "language": signature.language,
        "heading": _("The evidence of the signature"),
        "sentence": _sentence(signature),
        "groups": [
            {"heading": heading, "rows": rows}
            for heading, rows in (
                (_("Who"), _who(signature)),
                (_("How"), _on_paper(signature) or _how(signature)),
                (_("When"), _when(release, signature)),
                (_("What"), _what(signature)),
                (_("This file"), _this_file(release, signature, seal)),
            )
            if rows
        ],
        "qr": {
            "code": check_code(),
            "alt": _("A code that leads to the page where files are checked"),
        },
        "notes": [
            _("The exact bytes that were on the screen are attached to this file as %(file)s.")
            % file,
            _("The file is sealed. Change one bit of it, and the page above says so."),
        ],
        "spelled": _(
            "There was no typeface here for some letters. Their Unicode numbers stand in their "
            "place; %(file)s has them as they were."
        )
        % file,
    }


def _sentence(signature):
    if signature.original_id:
        return _("This was signed on paper. The clinic holds the paper, and recorded it here.")
    return _("Accord wrote this down at the moment of signing, and has not changed it.")


def _who(signature):
    accounts = filter(None, [signature.signer_id])
    return [
        *rows_of(
            (signature.name_given, signature.typed_name),
            (_("Signed as"), _role(signature)),
            (_("The child's own view"), signature.child_said),
            (_("In the child's words"), signature.assent_words),
            (_("Initials beside"), "; ".join(map(str, signature.initialled_kinds))),
        ),
        *(row_of(_("Account"), one, code=True) for one in accounts),
    ]


def _role(signature):
    person = signature.representative
    if person is None:
        return SignedBy.CLIENT.label
    return _("%(role)s: %(name)s") % {"role": person.get_basis_display(), "name": person.name}


def _how(signature):
    return rows_of(
        (_("Signed in with"), ", ".join(map(str, signature.ways))),
        (_("From the internet address"), signature.address),
        (_("With the browser"), signature.user_agent),
        (_("Agreed to sign online"), _agreed(signature.agreement)),
    )


def _on_paper(signature):
    """Who says so, and of which scan; the scan itself is not for everybody who gets this file."""
    original = signature.original
    if original is None:
        return []
    return [
        *rows_of(
            (_("Signed by hand, with the date"), day(original.signed_on)),
            (_("Attested by"), original.attested_by),
            (_("In these words"), original.attested),
            (_("Kind of scan"), original.media_type),
        ),
        row_of(_("SHA-256 of the scan"), original.sha256, code=True),
    ]


def _agreed(agreement):
    if agreement is None:
        return ""
    words = {"terms": agreement.terms, "moment": moment(agreement.at)}
    return _("%(moment)s, in the words of %(terms)s") % words


def _when(release, signature):
    stamped = _("Recorded, and in force from") if signature.original_id else _("Signed")
    asked = moment(release.requested_at)
    return rows_of((_("Asked for"), asked), (stamped, moment(signature.at)))


def moment(at):
    """To the second, in the time of the practice and in the world's."""
    zone = localtime(at).tzname()
    return f"{exact(at)} {zone} ({at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC)"


def _what(signature):
    language = get_language_info(signature.language)["name_local"].capitalize()
    return [
        *rows_of((_("Form"), signature.form_version), (_("Language"), language)),
        row_of(_("SHA-256 of the words"), signature.shown_sha256, code=True),
        *(
            row_of(_("SHA-256 of the drawing"), sha256(one).hexdigest(), code=True)
            for one in filter(None, [signature.drawing])
        ),
    ]


def _this_file(release, signature, seal):
    return [
        row_of(_("Check it at"), check_page(), link=True),
        row_of(_("Release"), release.pk, code=True),
        row_of(_("Signature"), signature.pk, code=True),
        row_of(_("SHA-256 of the seal's certificate"), seal.fingerprint, code=True),
    ]


def rows_of(*pairs):
    return [row_of(label, value) for label, value in pairs if value]


def row_of(label, value, code=False, link=False):
    return {"label": str(label), "value": str(value), "code": code, "link": link}
