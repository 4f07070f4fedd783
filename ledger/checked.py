"""How the ledger was found when it was checked last: a line of its own, written by the worker."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, F, Q

from ledger.actions import record
from ledger.clock import StatementTimestamp
from ledger.models import Entry, Verb

MOST_NAMED = 20
LATE = timedelta(hours=26)
"""The check runs once a day; a long walk may take two hours more."""


@dataclass(frozen=True)
class Check:
    """What one walk along the chains found."""

    at: datetime
    is_late: bool
    """Whether another one should have been made since."""
    lines: int
    differences: int
    first: list

    @property
    def is_good(self):
        return not self.differences


@transaction.atomic
def record_check(*, lines, differences, first):
    """The line that tells the result; of the differences it holds the first ones, in ids."""
    found = {"lines": lines, "differences": differences, "first": first[:MOST_NAMED]}
    return record(Verb.LEDGER_VERIFIED, by=None, detail=found)


def last_check():
    """The newest check, or None where none was ever made; asked by who may read it."""
    late = ExpressionWrapper(Q(at__lt=StatementTimestamp() - LATE), output_field=BooleanField())
    line = _of_the_whole(Verb.LEDGER_VERIFIED).annotate(is_late=late).first()
    return line and Check(line.at, line.is_late, **line.detail)


def last_published():
    """The time and the text of the newest published head, or None."""
    return _of_the_whole(Verb.LEDGER_PUBLISHED).values_list("at", F("detail__line")).first()


def _of_the_whole(verb):
    return Entry.objects.about(None).filter(verb=verb)
