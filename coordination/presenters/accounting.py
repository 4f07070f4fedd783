"""The accounting of disclosures: a client's ledger for a period, as a table and as a file."""

from datetime import datetime
from html import unescape

from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coordination.presenters.ledger import lines_of
from providers import spreadsheets

BATCH = 500


def as_csv(entries, *, client, viewer):
    """The entries as a CSV file in UTF-8 with a line of heads, in parts. A batch at a time asks for
    what the lines are about; all within the request, after which nobody is acting."""
    yield spreadsheets.begun([_("When"), _("What happened"), _("Why"), _("Reason given")])
    rows = []
    for entry in entries.iterator(chunk_size=BATCH):
        rows.append(entry)
        if len(rows) == BATCH:
            yield written(_cells(rows, client, viewer))
            rows = []
    yield written(_cells(rows, client, viewer))


def written(rows):
    """Rows of texts, without the marks around names, and of moments."""
    return spreadsheets.written([_cell(one) for one in row] for row in rows)


def _cells(entries, client, viewer):
    for line in lines_of(entries, client=client, viewer=viewer):
        yield line.at, line.text, why(line.permissions), line.reason


def why(permissions):
    return ", ".join(str(one.text) for one in permissions)


def _cell(one):
    if isinstance(one, datetime):
        return date_format(localtime(one), "Y-m-d H:i:s")
    return unescape(strip_tags(one))
