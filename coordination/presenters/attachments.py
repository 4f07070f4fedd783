"""Files of notes: those that a client may have, and how a file goes out with what must be told."""

import io
import zipfile

from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.scan_download import as_download
from accounts.scans import ENDINGS
from coordination.actions.attaching import file_of
from coordination.models import Attachment
from coordination.presenters.notes_about_me import is_kept_apart
from releases.models import Release
from releases.notices import notices
from releases.presenters import lines_of

ZIP = "application/zip"


def attachments_for(told):
    """The files that the client may have of this note: where they read its text; row security
    decides."""
    if is_kept_apart(told):
        return Attachment.objects.none()
    return Attachment.objects.filter(item=told.share.item_id)


def attachment_or_404(attachments, attachment_id):
    return get_object_or_404(attachments, pk=attachment_id)


def plain_file(attachment):
    """The file, for its author and for whom it is about: nothing has to be told with it."""
    return as_download(file_of(attachment), attachment.media_type, _name_of(attachment))


def disclosed_file(disclosed, provider):
    """The file for a recipient; where something must be told, in one archive with it.

    A note beside a file gets lost; a cover page would change what was sent.
    """
    shown, attachment = disclosed.shown, disclosed.attachment
    allowed_by = lines_of(Release.objects.filter(pk__in=shown.releases_relied_on), provider)
    told = notices(shown.obligations, allowed_by)
    if not told:
        return as_download(disclosed.content, attachment.media_type, _name_of(attachment))
    with zipfile.ZipFile(packed := io.BytesIO(), "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("READ-FIRST.txt", _in_words(told, allowed_by))
        archive.writestr(_name_of(attachment), disclosed.content)
    return as_download(packed.getvalue(), ZIP, f"{_neutral(attachment)}.zip")


def _neutral(attachment):
    """A name that says nothing about anybody: it stays in a list of downloads."""
    return f"accord-file-{attachment.pk.hex[-8:]}"


def _name_of(attachment):
    return f"{_neutral(attachment)}.{ENDINGS[attachment.media_type]}"


def _in_words(told, allowed_by):
    parts = [f"{one.title}\n\n{one.text}\n{one.version}".rstrip() for one in told]
    return "\n\n".join([*parts, *map(_scope, allowed_by)]) + "\n"


def _scope(line):
    release = line.release
    words = {
        "client": release.client.name,
        "day": date_format(release.signed_at, "DATE_FORMAT"),
        "tells": line.tells,
        "hears": line.hears,
        "kinds": ", ".join(line.kinds),
        "purposes": ", ".join(map(str, line.purposes)),
        "until": line.until,
    }
    return (
        _(
            "%(client)s consented on %(day)s: %(tells)s may tell %(hears)s. %(kinds)s. "
            "%(purposes)s. Until %(until)s."
        )
        % words
    )
