"""Files to records: nothing here knows the database, and nothing is held but the row at hand."""

from providers.reading.layouts import read, recognise
from providers.reading.records import Layout, Record, Row, RowError, Unreadable
from providers.reading.sheet_columns import SHEET_FIELDS, guess
from providers.reading.tables import open_table

__all__ = [
    "SHEET_FIELDS",
    "Layout",
    "Record",
    "Row",
    "RowError",
    "Unreadable",
    "guess",
    "open_table",
    "read",
    "recognise",
]
