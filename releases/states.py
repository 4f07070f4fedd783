"""The life of a release as a table: where it can stand, what moves it on, and who may.

Where one stands now says the database, by its clock: `Release.objects.with_stage()`. It also
refuses whatever is not in this table; a test tries every row and every gap. The diagram in
docs/release-states.md is drawn from here.
"""

from dataclasses import dataclass

from django.db import models


class Stage(models.TextChoices):
    DRAFT = "draft", "Begun by the client"
    WAITING = "waiting", "Waits for a signature"
    OUTDATED = "outdated", "Its last day has passed before it was signed"
    UNANSWERED = "unanswered", "Not answered in time"
    DECLINED = "declined", "Declined"
    LATER = "later", "Signed, and not begun"
    IN_FORCE = "in_force", "In force"
    STOPPED = "stopped", "Stopped"
    REPLACED = "replaced", "Replaced"
    ENDED = "ended", "Ended with the treatment"
    OF_AGE = "of_age", "Ended at the 18th birthday"
    EXPIRED = "expired", "Past its last day"


class Event(models.TextChoices):
    ASK = "ask", "is asked for"
    BEGIN = "begin", "is begun"
    REVISE = "revise", "is changed before it is signed"
    SIGN = "sign", "is signed"
    DECLINE = "decline", "is declined"
    RUN_OUT = "run_out", "the time to answer is over"
    OUTLIVE = "outlive", "its last day comes before a signature"
    COMMENCE = "commence", "its first day comes"
    STOP = "stop", "is stopped"
    REPLACE = "replace", "another one that takes its place is signed"
    END = "end", "the treatment that it is tied to ends"
    COME_OF_AGE = "come_of_age", "whom somebody signed for is 18"
    EXPIRE = "expire", "its last day is over"


class Who(models.TextChoices):
    CLIENT = "client", "the client or a representative"
    TREATING = "treating", "a provider who treats the client"
    CLOCK = "clock", "nobody: the clock"


@dataclass(frozen=True)
class Move:
    """One row: what happens, where a release can stand when it does, and where it stands then.

    `stamp` is the column in which the database writes the moment; what the clock does has none.
    """

    event: Event
    before: tuple
    after: tuple
    who: tuple
    stamp: str = ""


SIGNED_AND_NOT_OVER = (Stage.LATER, Stage.IN_FORCE)
# What came to its end by itself can still be renewed.
OVER_BY_ITSELF = (Stage.ENDED, Stage.OF_AGE, Stage.EXPIRED)
UNSIGNED = (Stage.DRAFT, Stage.WAITING, Stage.OUTDATED)
OVER = (
    Stage.OUTDATED,
    Stage.UNANSWERED,
    Stage.DECLINED,
    Stage.STOPPED,
    Stage.REPLACED,
    *OVER_BY_ITSELF,
)

_CLIENT, _TREATING, _CLOCK = ((one,) for one in Who)
MOVES = (
    Move(Event.ASK, (), (Stage.WAITING,), _TREATING, "requested_at"),
    Move(Event.BEGIN, (), (Stage.DRAFT,), _CLIENT, "requested_at"),
    Move(Event.REVISE, (Stage.DRAFT,), (Stage.DRAFT,), _CLIENT),
    Move(Event.REVISE, (Stage.WAITING,), (Stage.WAITING,), _CLIENT),
    Move(Event.REVISE, (Stage.OUTDATED,), UNSIGNED, _CLIENT),
    Move(Event.SIGN, (Stage.DRAFT, Stage.WAITING), SIGNED_AND_NOT_OVER, _CLIENT, "signed_at"),
    Move(Event.DECLINE, UNSIGNED, (Stage.DECLINED,), _CLIENT, "declined_at"),
    Move(Event.RUN_OUT, (Stage.WAITING, Stage.OUTDATED), (Stage.UNANSWERED,), _CLOCK),
    Move(Event.OUTLIVE, (Stage.DRAFT, Stage.WAITING), (Stage.OUTDATED,), _CLOCK),
    Move(Event.COMMENCE, (Stage.LATER,), (Stage.IN_FORCE,), _CLOCK),
    Move(Event.STOP, SIGNED_AND_NOT_OVER, (Stage.STOPPED,), _CLIENT + _TREATING, "revoked_at"),
    Move(
        Event.REPLACE,
        SIGNED_AND_NOT_OVER + OVER_BY_ITSELF,
        (Stage.REPLACED,),
        _CLIENT,
        "superseded_at",
    ),
    Move(Event.END, SIGNED_AND_NOT_OVER, (Stage.ENDED,), _TREATING, "ended_at"),
    Move(Event.COME_OF_AGE, SIGNED_AND_NOT_OVER, (Stage.OF_AGE,), _CLOCK),
    Move(Event.EXPIRE, (Stage.IN_FORCE,), (Stage.EXPIRED,), _CLOCK),
)


def may(event, stage):
    """Whether this can happen to a release that stands there."""
    return stage in stages_before(event)


def stages_before(event):
    """Where a release can stand when this happens to it."""
    return {stage for move in MOVES if move.event == event for stage in move.before}


def moves_from(stage):
    """What can happen to a release that stands there."""
    return [move for move in MOVES if stage in move.before]
