"""Files that are attached to something: scans, pictures and plain text, told by what is in them."""

import unicodedata

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.scans import (
    ENDINGS,
    HEAD_OF_PNG,
    JPEG,
    PDF,
    PNG,
    NoScanError,
    kind_of,
    size_of_picture,
    unfolds_too_far,
)

TEXT = "text/plain"
FITTING = {PDF: {"pdf"}, PNG: {"png"}, JPEG: {"jpg", "jpeg"}, TEXT: {"txt"}}
KINDS = list(FITTING)
LONGEST_NAME = 120
FOLDER = gettext_lazy("The name holds a folder. Give the file a name without / and \\.")
MOST_PIXELS = 60 * 10**6
"""A sheet of paper at 600 dots per inch has 35 million; a browser needs 4 bytes for each."""
ARCHIVES = b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\xd0\xcf\x11\xe0"


class NotAttachedError(ValueError):
    """What was sent can't be attached; the message says what to do."""


def kind_of_attached(file):
    """The media type of these bytes. Raises NotAttachedError."""
    if not file:
        raise NotAttachedError(_("The file is empty. Choose another one."))
    if file.startswith(ARCHIVES):
        raise NotAttachedError(
            _("This is an archive or an office file. Save what is in it as PDF, and attach that.")
        )
    if file.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise NotAttachedError(
            _("This is a web page or a drawing (HTML or SVG). Save it as PDF, and attach that.")
        )
    if file.startswith((b"%PDF-", HEAD_OF_PNG, b"\xff\xd8\xff")):
        return _kind_of_scan(file)
    if _is_text(file):
        return TEXT
    raise NotAttachedError(
        _("Choose a PDF, PNG, JPEG or plain text file. Save anything else as PDF, and attach that.")
    )


def name_of_attached(name, media_type):
    """The name as it is kept. Raises NotAttachedError."""
    name = name.strip()
    if "/" in name or "\\" in name:
        raise NotAttachedError(FOLDER)
    if any(unicodedata.category(one).startswith("C") for one in name):
        raise NotAttachedError(
            _("The name holds signs that can't be seen. Give the file a plain name.")
        )
    if len(name) > LONGEST_NAME:
        raise NotAttachedError(_("Give the file a name of 120 characters or fewer."))
    before, _dot, ending = name.rpartition(".")
    if not before.strip(". ") or ending.lower() not in FITTING[media_type]:
        words = {"ending": ENDINGS[media_type]}
        raise NotAttachedError(
            _("What is in the file does not fit its name. Give it a name that ends in .%(ending)s.")
            % words
        )
    return name


def _kind_of_scan(file):
    if unfolds_too_far(file):
        raise NotAttachedError(
            _("This file unpacks to more than can be opened safely. Print it to a new PDF.")
        )
    try:
        media = kind_of(file)
    except NoScanError as error:
        raise NotAttachedError(
            _("This file is damaged or has a password. Save it anew without one, and attach that.")
        ) from error
    if media != PDF and size_of_picture(file) > MOST_PIXELS:
        raise NotAttachedError(
            _("The picture has more than 60 million pixels. Save it smaller, and attach that.")
        )
    return media


def _is_text(file):
    """UTF-8, with no control characters but those that part lines and columns."""
    try:
        words = file.decode()
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(one) == "Cc" and one not in "\t\n\r\f" for one in words)
