"""Writing down what a privacy officer found about unusual openings."""

from django.db import transaction

from coordination.models import Review
from ledger.actions import record
from ledger.models import Verb


@transaction.atomic
def review(*, rule, line, verdict, words, by):
    """The review; once more about the same openings is another one."""
    facts = {"rule": rule, "line": line, "verdict": verdict, "words": words}
    made = Review(reviewed_by=by, **facts)
    made.save(force_insert=True)
    record(Verb.OPENINGS_REVIEWED, by=by, subject=made, detail={"line": str(line), "rule": rule})
    return made
