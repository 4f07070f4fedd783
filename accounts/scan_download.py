"""A sealed scan as a file to download."""

import logging

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.documents import UnreadableDocumentError
from accounts.scans import ENDINGS

log = logging.getLogger(__name__)


def scan_download(request, *, scan_of, document, name):
    """The file under this name, which tells nothing, with the ending of what it is.

    `scan_of(document)` opens it. Where it can't be opened: None, a line for whoever runs Accord,
    and a sentence for who asks.
    """
    try:
        content = scan_of(document)
    except UnreadableDocumentError as error:
        log.error("ALERT scan: that of %s can't be opened (%s)", document.pk, error)
        messages.error(request, _("The scan can't be opened just now. Tell your clinic."))
        return None
    return as_download(content, document.media_type, f"{name}.{ENDINGS[document.media_type]}")


def as_download(content, media_type, name):
    """Saved and never shown as a page of ours; a browser that shows it all the same runs nothing
    of it."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(content, content_type=media_type, headers=headers)
