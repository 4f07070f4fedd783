"""What a file is read into: rows, what is wrong with them, and records for the directory."""

from dataclasses import dataclass, field
from enum import Enum

from django.utils.translation import gettext_lazy as _


class Unreadable(Exception):
    """The file as a whole cannot be taken; the sentence says what to do next."""

    def __init__(self, sentence, line=None):
        super().__init__(sentence)
        self.line = line


@dataclass(frozen=True)
class Row:
    line: int
    """Where it begins in the file, from 1; in a workbook the row of the sheet."""
    cells: list[str]


@dataclass(frozen=True)
class RowError:
    line: int
    column: str
    value: str
    rule: str
    fix: str


@dataclass(frozen=True)
class Record:
    line: int
    of: str
    """`provider`, `organization` or `taxonomy`; `entry` is whoever has that NPI already."""
    key: str
    """By what a later row, or a later file, is known to be about the same."""
    facts: dict = field(default_factory=dict)
    locations: list[dict] = field(default_factory=list)
    licences: list[dict] = field(default_factory=list)
    workplace: dict | None = None
    adds_only: bool = False
    """Adds to an entry that is there; makes none."""


class Layout(Enum):
    NPPES = "nppes"
    NPPES_LOCATIONS = "nppes_locations"
    NPPES_OTHER_NAMES = "nppes_other_names"
    NPPES_ENDPOINTS = "nppes_endpoints"
    NUCC = "nucc"
    SHEET = "sheet"

    @property
    def label(self):
        return LABELS[self]


LABELS = {
    Layout.NPPES: _("NPPES, main file"),
    Layout.NPPES_LOCATIONS: _("NPPES, further practice locations"),
    Layout.NPPES_OTHER_NAMES: _("NPPES, other names of organizations"),
    Layout.NPPES_ENDPOINTS: _("NPPES, electronic addresses"),
    Layout.NUCC: _("NUCC taxonomy codes"),
    Layout.SHEET: _("Spreadsheet of a practice"),
}
