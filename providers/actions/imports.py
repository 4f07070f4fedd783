"""An import from the upload to its end, as whoever keeps the directory decides."""

from contextlib import contextmanager
from datetime import timedelta
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ledger.actions import record
from ledger.clock import ClockTimestamp
from ledger.models import Verb
from providers.importing.chunks import hash_of, keep
from providers.models import OPEN, OVER, Import, ImportFault, ImportState
from providers.reading import Layout, Unreadable, guess, open_table, recognise

UNDO = timedelta(hours=24)
NOTHING_YET = dict.fromkeys(
    ["line", "position", "new", "changed", "same", "wrong", "joins", "kept"], 0
)


@transaction.atomic
def keep_file(*, file, name, by):
    """The new import. Raises ValidationError with a sentence where the file cannot be read."""
    with _sentences():
        table = open_table(file, name)
        layout = recognise(table.header)
    sha256, size = hash_of(file)
    is_sheet = layout is Layout.SHEET
    one = Import(
        by=by,
        name=PurePath(name).name[:200] or "file",
        size=size,
        sha256=sha256,
        layout=layout.value,
        header=table.header,
        mapping=guess(table.header) if is_sheet else {},
        remark=table.remark,
    )
    one.save(force_insert=True)
    keep(file, one)
    one.state = ImportState.UPLOADED if is_sheet else ImportState.CHECKING
    Import.objects.filter(pk=one.pk).update(state=one.state, started_at=ClockTimestamp())
    return one


@contextmanager
def _sentences():
    """What cannot be read, as a form says it."""
    try:
        yield
    except Unreadable as error:
        raise ValidationError({"file": str(error)}) from error


def earlier(sha256):
    """The import of the very same file that is under way or done, or None."""
    states = [*OPEN, ImportState.DONE, ImportState.UNDOING]
    return Import.objects.filter(sha256=sha256, state__in=states).first()


@transaction.atomic
def map_columns(*, one, mapping, adds_organizations, by):
    """Whether the check begins with this. `by` is whoever looked at the columns."""
    waiting = Import.objects.filter(pk=one.pk, state__in=[ImportState.UPLOADED])
    facts = {"mapping": mapping, "adds_organizations": adds_organizations}
    return bool(_begin(waiting, ImportState.CHECKING, total=0, preview=[], **facts))


@transaction.atomic
def map_again(*, one, by):
    """Whether its columns can be chosen anew with this."""
    ready = Import.objects.filter(pk=one.pk, state=ImportState.READY, layout=Layout.SHEET.value)
    ImportFault.objects.filter(of__in=ready).delete()
    return bool(ready.update(state=ImportState.UPLOADED))


@transaction.atomic
def confirm_import(*, one, sha256, by):
    """Whether it runs with this. Raises ValidationError where it is not the file that was looked
    at."""
    if sha256 != one.sha256:
        raise ValidationError(
            _("This is not the file that you looked at. Look at what it would do, then confirm.")
        )
    ready = Import.objects.filter(pk=one.pk, state=ImportState.READY, sha256=sha256)
    ready = ready.select_for_update()
    if not ready.exists():
        return False
    ImportFault.objects.filter(of=one.pk).delete()
    _begin(
        ready,
        ImportState.RUNNING,
        confirmed_by=by,
        confirmed_sha256=F("sha256"),
        undo_until=ClockTimestamp() + UNDO,
    )
    detail = {"file": one.name, "sha256": sha256, "rows": one.total}
    record(Verb.IMPORT_CONFIRMED, by=by, subject=one, detail=detail)
    return True


@transaction.atomic
def cancel_import(*, one, by):
    """Whether it is cancelled with this. Waits for the batch that is being written."""
    going_on = Import.objects.filter(pk=one.pk, state__in=OPEN)
    if not going_on.update(state=ImportState.CANCELLED, ended_at=ClockTimestamp()):
        return False
    one.refresh_from_db()
    if one.confirmed_by_id:
        record(Verb.IMPORT_CANCELLED, by=by, subject=one, detail={"rows": one.rows})
    return True


@transaction.atomic
def undo_import(*, one, by):
    """Whether undoing begins with this."""
    over = Import.objects.filter(pk=one.pk, state__in=OVER, confirmed_by__isnull=False)
    over = over.filter(undo_until__gt=ClockTimestamp())
    if not _begin(over, ImportState.UNDOING, undone_by=by):
        return False
    record(Verb.IMPORT_UNDONE, by=by, subject=one)
    return True


def _begin(waiting, state, **facts):
    """A pass over the file, counted from nothing."""
    facts |= {"kept": 0} if state == ImportState.UNDOING else NOTHING_YET
    facts |= {"started_at": ClockTimestamp(), "ended_at": None}
    return waiting.update(state=state, **facts)
