"""How far an import is, and what is shown of it."""

from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ledger.clock import clock
from providers.models import BUSY, OVER, Import, ImportState, Organization, Outcome, Provider
from providers.paging import Stretch
from providers.reading import SHEET_FIELDS
from providers.spreadsheets import begun, written

LABELS = SHEET_FIELDS | {
    "location": gettext_lazy("Address"),
    "licence": gettext_lazy("Licence"),
    "kind": gettext_lazy("Kind"),
    "other_names": gettext_lazy("Other names"),
    "npi_deactivated_on": gettext_lazy("NPI deactivated on"),
    "label": gettext_lazy("Label"),
    "code": gettext_lazy("Code"),
}


@dataclass(frozen=True)
class Progress:
    """A pass over the file that goes on now."""

    done: int
    """Rows, or entries that are taken back."""
    total: int
    """0 where nobody can tell yet."""
    part: float
    """How much of it is done, from 0 to 1."""
    passed: float
    """Seconds since it began."""

    @property
    def percent(self):
        return round(100 * self.part) if self.part else None

    @property
    def left(self):
        """How long it will take still, in words; nothing while nobody can tell."""
        if not self.part:
            return ""
        seconds = self.passed * (1 - self.part) / self.part
        if seconds < 60:
            return _("less than a minute left")
        minutes = round(seconds / 60)
        said = ngettext("about %(n)s minute left", "about %(n)s minutes left", minutes)
        return said % {"n": minutes}

    @property
    def detail(self):
        """Rows, rate and time left, in one line."""
        rate = round(self.done / max(self.passed, 1))
        told = {"done": f"{self.done:,}", "total": f"{self.total:,}", "rate": f"{rate:,}"}
        rows = _("%(done)s of %(total)s rows") if self.total else _("%(done)s rows")
        parts = [rows % told, _("%(rate)s a second") % told if rate else "", self.left]
        return ", ".join(part for part in parts if part)


def progress_of(one):
    """How far the pass is that goes on now, or None."""
    if one.state not in BUSY:
        return None
    passed = (clock() - one.started_at).total_seconds()
    if one.state == ImportState.CHECKING:
        can_tell = not one.name.lower().endswith(".xlsx")
        part = min(one.position / max(one.size, 1), 1) if can_tell else 0
        return Progress(one.rows, 0, part, passed)
    if one.state == ImportState.RUNNING:
        return Progress(one.rows, one.total, one.rows / max(one.total, 1), passed)
    total, done = one.deeds.count(), one.deeds.exclude(outcome="").count()
    return Progress(done, total, done / max(total, 1), passed)


def may_undo(one):
    """Whether the import did something that can be taken back still."""
    in_time = one.undo_until and one.undo_until > clock()
    return bool(in_time and one.state in OVER and one.confirmed_by_id and one.deeds.exists())


def would_stay(one):
    """Why some entries would stay if it were undone now, in words, with how many: (why, number)."""
    with connection.cursor() as cursor:
        cursor.execute("select outcome, entries from import_stays(%s)", [one.pk])
        return [(Outcome(outcome).label, entries) for outcome, entries in cursor.fetchall()]


def imports_of(user, after=""):
    """Imports, newest first, from the one after this."""
    found = Import.objects.visible_to(user).select_related("by")
    return Stretch(found, after, by="created_at", newest=True)


def find_import(user, import_id):
    """The import, or a 404."""
    return get_object_or_404(Import.objects.visible_to(user).select_related("by"), pk=import_id)


def import_named(user, import_id):
    """The import that an address names, or None."""
    with suppress(ValueError):
        return Import.objects.visible_to(user).filter(pk=UUID(import_id)).first()
    return None


def preview_of(one):
    """The first rows, with what they say in words."""
    return [row | {"says": [LABELS.get(name, name) for name in row["says"]]} for row in one.preview]


def faults_of(one, after=""):
    """What is wrong with the rows, in the order of the file."""
    return Stretch(one.faults.all(), after, by="line")


def faults_file(one):
    """All of it that is kept, as a file for a spreadsheet."""
    heads = [_("Line"), _("Column"), _("Value"), _("What is wrong"), _("What to do")]
    names = ["line", "column", "value", "rule", "fix"]
    rows = one.faults.order_by("line", "id").values_list(*names)
    return begun(heads) + written(rows)


def kept_of(one, after=""):
    """The entries that undoing left as they are."""
    stays = one.deeds.exclude(outcome__in=["", Outcome.UNDONE])
    page = Stretch(stays, after, by="line")
    ids = [deed.entry for deed in page]
    names = {}
    for model in (Provider, Organization):
        names |= {entry.pk: entry for entry in model.objects.filter(pk__in=ids)}
    for deed in page:
        deed.about = names.get(deed.entry)
    return page
