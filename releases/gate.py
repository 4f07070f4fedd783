"""What consent there is, as the database answers it. Nothing here decides anything itself.

A share is a row of the floor above: it has an id, a recipient, and in `consent` the intervals in
which it is open; the SQL function `share_answer` of that floor knows the rest of it. A moment is
an aware datetime; where none is given, the database's clock says when.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, models, transaction

from ledger.clock import StatementTimestamp
from providers.models import Standing
from releases.reasons import Missing, Reader, in_words

PERMIT, DENY = "permit", "deny"


@dataclass(frozen=True)
class Decision:
    """The answer about one share at one moment.

    `releases` are the ids of those that it rests on, `until` the moment at which it ends (None:
    no end is known), `reasons` what stands in the way: for a permit nothing, and nothing for
    those who may not be told; `why` has the words.
    """

    decision: str
    releases: tuple = ()
    until: datetime | None = None
    obligations: tuple = ()
    reasons: tuple = ()


NOTHING = Decision(DENY)


def decide(share, at=None):
    """The decision, for its author, its clients, a privacy officer, and whom it is open to.

    To anybody else it is NOTHING, whether there is such a share or not.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from share_answer(%s, %s)", [share.pk, at])
        found = cursor.fetchone()
    if found is None:
        return NOTHING
    is_open, until, relied_on, duties, missing = found
    reasons = (Missing(**one) for one in json.loads(missing))
    decision = PERMIT if is_open else DENY
    return Decision(decision, tuple(relied_on), until, tuple(duties), tuple(reasons))


def why(share, reader, at=None):
    """The sentences that tell this reader why a share is closed; none for an open one.

    Of a share about several clients its author and they learn only that it is closed. Its
    recipient is told nothing, not even that.
    """
    answer = decide(share, at)
    if answer.decision == PERMIT or answer is NOTHING or reader == Reader.RECIPIENT:
        return []
    return in_words(answer.reasons, share, reader)


def obligations(categories):
    """What the recipient must be told together with an item of these categories."""
    with connection.cursor() as cursor:
        cursor.execute("select release_obligations(%s)", [list(categories)])
        return cursor.fetchone()[0]


class IsOpen(models.Func):
    """True where the consent of a share holds at the moment.

    Without the coalesce the planner takes 0.5 % of the rows to match, and leaves the ordered
    index for a sort of everything.
    """

    template = "coalesce(%(expressions)s, false)"
    arg_joiner = " @> "
    output_field = models.BooleanField()

    def __init__(self, at=None):
        super().__init__("consent", StatementTimestamp() if at is None else models.Value(at))


class GatedQuerySet(models.QuerySet):
    """Rows with a `recipient` and a `consent`, which a provider sees through the gate only."""

    def visible_to(self, provider, at=None):
        """What this provider may open: addressed to them, permitted by every subject."""
        # Of a provider read in this request; row security asks the table again. A join over it
        # would cost as much as the page.
        found = self.filter(IsOpen(at), recipient=provider)
        return found if provider.standing == Standing.ACTIVE else found.none()


class Effect(models.TextChoices):
    OPENS = "opens"
    CLOSES = "closes"
    MOVES = "moves"
    """Stays open or closed for now, and begins or ends at another time."""


@dataclass(frozen=True)
class Change:
    """What a deed would do to one share: `was` and `becomes` are its sets of intervals."""

    share_id: UUID
    effect: Effect
    was: list
    becomes: list


def preview(shares, deed):
    """What `deed()` would do to these shares, now or later; nothing of it stays.

    The deed is the real one, a signing or a revocation or a restriction, in a savepoint that is
    rolled back: so the preview cannot differ from what happens.
    """
    before = _consents(shares)
    with transaction.atomic():
        deed()
        after = _consents(shares)
        transaction.set_rollback(True)
    pairs = ((one, was, after[one]) for one, was in before.items() if was != after[one])
    return [Change(one, _effect(was, now), was[0], now[0]) for one, was, now in pairs]


def _consents(shares):
    """By share: its intervals, whether it is open now, and whether it is open now or later."""
    end = models.Func("consent", function="upper", output_field=models.DateTimeField())
    lasts = models.Case(models.When(end__gt=StatementTimestamp(), then=True), default=False)
    rows = shares.order_by().annotate(end=end, lasts=lasts, is_open=IsOpen())
    return {pk: rest for pk, *rest in rows.values_list("pk", "consent", "is_open", "lasts")}


def _effect(was, becomes):
    if was[1:] < becomes[1:]:
        return Effect.OPENS
    return Effect.CLOSES if was[1:] > becomes[1:] else Effect.MOVES
