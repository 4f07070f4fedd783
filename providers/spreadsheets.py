"""Tables as files that a spreadsheet opens, with nothing in them that it would run."""

import csv
from io import StringIO

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula; the wide ones in East Asia."""
MARK = "\ufeff"
"""By which a spreadsheet knows that the file is UTF-8."""


def safe_cell(text):
    """The text, and behind an apostrophe if it would be a formula."""
    return f"'{text}" if text.startswith(FORMULAS) else text


def written(rows):
    """Rows of texts as lines of a CSV file."""
    file = StringIO()
    csv.writer(file).writerows([safe_cell(str(one)) for one in row] for row in rows)
    return file.getvalue()


def begun(heads):
    """The first line of the file."""
    return MARK + written([heads])
