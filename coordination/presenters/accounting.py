"""The accounting of disclosures: a client's ledger for a period, as a table and as a file."""

import csv
from datetime import datetime
from html import unescape
from io import StringIO

from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coordination.presenters.ledger import lines_of

BATCH = 500
# What a spreadsheet would take for a formula.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(entries, *, client, viewer):
    """The entries as a CSV file in UTF-8 with a line of heads, in parts. A batch at a time asks for
    what the lines are about; all within the request, after which nobody is acting."""
    yield begun(_("When"), _("What happened"), _("Why"), _("Reason given"))
    rows = []
    for entry in entries.iterator(chunk_size=BATCH):
        rows.append(entry)
        if len(rows) == BATCH:
            yield written(_cells(rows, client, viewer))
            rows = []
    yield written(_cells(rows, client, viewer))


def begun(*heads):
    """The first line of a table, by which a spreadsheet knows that it is UTF-8."""
    return "\ufeff" + written([heads])


def written(rows):
    """Rows of texts and moments, with nothing in them that a spreadsheet runs."""
    file = StringIO()
    csv.writer(file).writerows([_cell(one) for one in row] for row in rows)
    return file.getvalue()


def _cells(entries, client, viewer):
    for line in lines_of(entries, client=client, viewer=viewer):
        yield line.at, line.text, why(line.permissions), line.reason


def why(permissions):
    return ", ".join(str(one.text) for one in permissions)


def _cell(one):
    return date_format(localtime(one), "Y-m-d H:i:s") if isinstance(one, datetime) else _plain(one)


def _plain(text):
    """Without the marks around names, and nothing that a spreadsheet runs."""
    words = unescape(strip_tags(text))
    return f"'{words}" if words.startswith(FORMULAS) else words
