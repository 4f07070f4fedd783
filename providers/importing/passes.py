"""The two passes over a file: the check, which writes nothing, and the run."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ledger.actions import record
from ledger.clock import ClockTimestamp
from ledger.models import Verb
from providers.actions.refusals import sentence_of
from providers.importing.batches import Batch, batches, singly
from providers.importing.chunks import KeptFile, hash_of
from providers.importing.leases import Lost, held, lease
from providers.importing.planning import CHANGED, NEW, SAME, WRONG, Planner
from providers.models import ImportFault, ImportState
from providers.reading import RowError, Unreadable

HOLD = "select import_hold(%s, %s, %s::uuid[], %s::uuid[])"
WRITE = "select import_write(%s, %s, %s, %s::jsonb)"
VERDICTS = (NEW, CHANGED, SAME, WRONG)
MOST_FAULTS = 10_000
PREVIEWED = 50
TRIES = 5


def check(one):
    """Counts what the file would do. Raises Unreadable where it cannot be read to its end."""
    _same_as_uploaded(one)
    for batch in _rest(one):
        with transaction.atomic():
            _locked(one)
            plans = Planner(one, batch.rows).plans()
            _note(one, batch, plans, preview=_preview(one, plans))
    end(one, ImportState.READY, total=one.rows)


def run(one):
    """Writes the rows after the last batch that was written. Raises Unreadable, Lost."""
    _same_as_uploaded(one)
    for batch in _rest(one):
        if not _written(one, batch):
            for row in singly(batch):
                _written(one, row, alone=True)
    with transaction.atomic():
        end(one, ImportState.DONE)
        counts = {name: getattr(one, name) for name in (*VERDICTS, "joins")}
        record(Verb.IMPORT_FINISHED, by=None, subject=one, detail=counts)


def end(one, state, **facts):
    """What became of the import; raises Lost where that is decided already."""
    free = {"state": state, "held_by": None, "held_until": None, "ended_at": ClockTimestamp()}
    if not held(one).update(**free, **facts):
        raise Lost


def _same_as_uploaded(one):
    """Before anything is believed: the file that was confirmed is the one that is kept."""
    if hash_of(KeptFile(one)) != (one.sha256, one.size):
        raise Unreadable(
            _("The file is not the one that was uploaded any more. Upload it again and check it.")
        )


def _rest(one):
    """The batches that have not been dealt with."""
    for batch in batches(one):
        rows = [row for row in batch.rows if Batch([row]).last > one.line]
        if rows:
            yield Batch(rows, batch.position)


def _written(one, batch, *, alone=False):
    """Whether the batch is in the directory; not if the database refuses a row of it."""
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                _write(one, batch)
            return True
        except (IntegrityError, DataError) as refusal:
            _back(one)
            if not alone:
                return False
            batch = Batch([_refused(batch.rows[0], refusal)], batch.position)
        except OperationalError:
            # Two who wait for each other, or somebody who held a lock too long.
            if not left:
                raise
            _back(one)
    return False


def _back(one):
    """To what the database says, after a batch that it took back."""
    one.refresh_from_db(fields=[*VERDICTS, "joins", "line", "preview"])


def _refused(row, refusal):
    """The row, as one that cannot be taken."""
    rule, fix = sentence_of(refusal), _("Look at the row, and at the entry that it is about")
    return [RowError(row.line, "", row.facts.get("name", "")[:80], rule, fix)]


def _write(one, batch):
    _locked(one)
    planner = Planner(one, batch.rows)
    known = planner.known
    _call(HOLD, one, _ids(known.providers | known.organizations), _ids(planner.joining))
    plans = planner.plans()
    deeds = [deed for plan in plans for deed in plan.deeds]
    _call(WRITE, one, batch.last, json.dumps(deeds, cls=DjangoJSONEncoder))
    _note(one, batch, plans)


def _ids(pks):
    return [str(pk) for pk in pks]


def _call(statement, one, *given):
    with connection.cursor() as cursor:
        cursor.execute(statement, [str(one.pk), str(one.held_by), *given])


def _locked(one):
    """Waits for whoever is changing the import; nobody does until this transaction ends."""
    if not held(one).select_for_update().exists():
        raise Lost


def _note(one, batch, plans, **more):
    """How far we are: in the transaction of the batch, so that both are there or neither."""
    _keep_faults(one, plans)
    added = {name: F(name) + sum(plan.verdict == name for plan in plans) for name in VERDICTS}
    added["joins"] = F("joins") + sum(bool(plan.joins) for plan in plans)
    facts = {"line": batch.last, "position": batch.position, "held_until": lease()} | more
    held(one).update(**added, **facts)
    one.refresh_from_db(fields=[*added, "line", "preview"])


def _keep_faults(one, plans):
    found = [fault for plan in plans for fault in plan.faults]
    if not found:
        return
    room = MOST_FAULTS - ImportFault.objects.filter(of=one).count()
    ImportFault.objects.bulk_create(
        ImportFault(
            of=one,
            line=fault.line,
            column=fault.column[:200],
            value=fault.value[:200],
            rule=fault.rule,
            fix=fault.fix,
        )
        for fault in found[: max(room, 0)]
    )


def _preview(one, plans):
    """The first rows, with what they would do."""
    more = plans[: PREVIEWED - len(one.preview)]
    return one.preview + [
        {
            "line": plan.line,
            "who": plan.who,
            "verdict": plan.verdict,
            "joins": plan.joins,
            "wrong": plan.faults[0].rule if plan.faults else "",
            "says": sorted({name for deed in plan.deeds for name in _said(deed)}),
        }
        for plan in more
    ]


def _said(deed):
    return [*deed["is"], *(part["part"] for part in deed.get("parts", []))]
