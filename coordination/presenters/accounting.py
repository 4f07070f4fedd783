"""The accounting of disclosures: a client's ledger for a period, as a table and as a file."""

import csv
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
    yield "\ufeff" + _written([(_("When"), _("What happened"), _("Why"), _("Reason given"))])
    rows = []
    for entry in entries.iterator(chunk_size=BATCH):
        rows.append(entry)
        if len(rows) == BATCH:
            yield _written(_cells(rows, client, viewer))
            rows = []
    yield _written(_cells(rows, client, viewer))


def _cells(entries, client, viewer):
    for line in lines_of(entries, client=client, viewer=viewer):
        why = ", ".join(_plain(one.text) for one in line.permissions)
        moment = date_format(localtime(line.at), "Y-m-d H:i:s")
        yield moment, _plain(line.text), why, _plain(line.reason)


def _plain(text):
    """Without the marks around names, and nothing that a spreadsheet runs."""
    words = unescape(strip_tags(text))
    return f"'{words}" if words.startswith(FORMULAS) else words


def _written(rows):
    file = StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue()
