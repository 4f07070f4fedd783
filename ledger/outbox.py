"""The outbox: an action promises a message in its own transaction, a worker sends it later.

At the moment of sending the floor that made the promise is asked again, because consent may
have ended meanwhile, and then whether the recipient wants mail at all. What cannot be known (a
worker died while the mail server had the message) is sent again under the same Message-ID and
counted, never guessed.
"""

import logging
import time
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.db import connection, transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.lookups import GreaterThanOrEqual, LessThan

from ledger.clock import ClockTimestamp, TimeOfDay
from ledger.models import Dropped, Outgoing

MAX_ATTEMPTS = 12
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
LONGEST_TURN = timedelta(seconds=20)
"""After it a worker that still has letters does something else first; the next tick goes on."""

logger = logging.getLogger(__name__)
_letters = {}
_always = set()
_no_mail = []


class UnknownKindError(LookupError):
    """Nobody knows what a message of this kind says."""


class ClaimsLostError(RuntimeError):
    """Each worker that claimed the message has died over it."""


@dataclass(frozen=True)
class Mail:
    """A letter to exactly one address; there is no field for a second one."""

    to: str
    subject: str
    body: str

    def __post_init__(self):
        # One bare address: neither a list, nor a name with a comma, nor a line break passes.
        validate_email(self.to)
        object.__setattr__(self, "subject", " ".join(self.subject.split()))


def delivers(kind, *, always=False):
    """Registers who writes the letters of a kind: `letter(outgoing)` gives a Mail, or None when
    it should no longer go. Asked in a transaction of its own, as late as can be.

    `always` is for what may not wait or stay away: it goes at night, and to those who want no mail.
    """

    def register(letter):
        if always:
            _always.add(kind)
        if _letters.setdefault(kind, letter) is not letter:
            raise ValueError(
                f"Letters of kind {kind!r} are written elsewhere. Choose another kind."
            )
        return letter

    return register


def knows_who_wants_no_mail(question):
    """Registers who knows it: `question(recipient)` is asked about each letter, just before it
    goes. Without an answer none goes."""
    if _no_mail and question not in _no_mail:
        raise ValueError("Who wants no mail is known elsewhere. Register one who knows.")
    _no_mail[:] = [question]
    return question


def enqueue(kind, *, subject_id, recipient, due_at=None):
    """Whether the promise is new: the same one made twice is one message.

    Without `due_at` it goes at once, and once for ever; with it, once per date.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "A promise belongs to the change that it tells about. "
            "Open transaction.atomic() (or acting_as) around both."
        )
    with connection.cursor() as cursor:
        promise = [str(kind), subject_id, getattr(recipient, "pk", recipient), due_at]
        cursor.execute("select enqueue_outgoing(%s, %s, %s, %s)", promise)
        return cursor.fetchone()[0]


def deliver_due(limit=None):
    """How many messages were handled. One claim at a time: a death leaves one of them unknown."""
    server, handled = get_connection(), 0
    end = time.monotonic() + LONGEST_TURN.total_seconds()
    try:
        while handled != limit and time.monotonic() < end:
            outgoing = _claim()
            if outgoing is None:
                break
            _deliver(outgoing, server)
            handled += 1
        return handled
    finally:
        server.close()


def retry(outgoing_id):
    """Whether a dead message was given another life."""
    dead = Outgoing.objects.dead().filter(pk=outgoing_id)
    alive = {"dead_at": None, "claimed_at": None, "attempts": 0, "last_error": ""}
    return dead.update(**alive, next_attempt_at=ClockTimestamp()) == 1


def _claim():
    """A due message, committed as ours; None when all are claimed or nothing is due."""
    # Durable: inside another transaction the claim would not be seen, nor survive a failure.
    with transaction.atomic(durable=True):
        due = Outgoing.objects.due().filter(_may_go_now()).order_by("next_attempt_at", "id")
        outgoing = due.select_for_update(skip_locked=True).first()
        if outgoing is None:
            return None
        Outgoing.objects.filter(pk=outgoing.pk).update(
            claimed_at=ClockTimestamp(),
            attempts=F("attempts") + 1,
            unknown=F("unknown") + Case(When(claimed_at=None, then=Value(0)), default=Value(1)),
        )
        outgoing.refresh_from_db()
        return outgoing


def _may_go_now():
    """At night only what may not wait."""
    if settings.QUIET_HOURS is None:
        return Q()
    begins, ends = (Value(one) for one in settings.QUIET_HOURS)
    after, before = Q(GreaterThanOrEqual(TimeOfDay(), begins)), Q(LessThan(TimeOfDay(), ends))
    quiet = after | before if begins.value > ends.value else after & before
    return Q(kind__in=_always) | ~quiet


def _deliver(outgoing, server):
    try:
        mail, dropped_for = _letter(outgoing)
        if mail is not None:
            _send(outgoing, mail, server)
    except Exception as error:
        _fail(outgoing, error)
        server.close()  # it may be in the middle of a sentence; the next message opens it anew
    else:
        _settle(
            outgoing,
            **{"dropped_at" if mail is None else "sent_at": ClockTimestamp()},
            dropped_for=dropped_for,
        )


def _letter(outgoing):
    """What the floor that promised it says now, or why nothing goes."""
    if outgoing.attempts > MAX_ATTEMPTS:
        raise ClaimsLostError
    if outgoing.kind not in _letters:
        raise UnknownKindError
    with transaction.atomic():
        mail = _letters[outgoing.kind](outgoing)
        if mail is None:
            return None, Dropped.OVER
        if outgoing.kind not in _always:
            (wants_no_mail,) = _no_mail
            if wants_no_mail(outgoing.recipient):
                return None, Dropped.NO_MAIL
        return mail, ""


def _send(outgoing, mail, server):
    headers = {
        "Message-ID": f"<{outgoing.id}@{urlsplit(settings.SITE_URL).hostname}>",
        "Auto-Submitted": "auto-generated",
    }
    server.open()
    message = EmailMessage(
        mail.subject, mail.body, to=[mail.to], headers=headers, connection=server
    )
    message.send()


def _fail(outgoing, error):
    name = type(error).__name__
    if outgoing.attempts >= MAX_ATTEMPTS or isinstance(error, UnknownKindError):
        _settle(outgoing, dead_at=ClockTimestamp(), last_error=name)
        logger.error("ALERT outbox: %s %s is a dead letter (%s)", outgoing.kind, outgoing.id, name)
        return
    pause = min(FIRST_PAUSE * 2 ** (outgoing.attempts - 1), LONGEST_PAUSE)
    again = ClockTimestamp() + pause
    _settle(outgoing, claimed_at=None, next_attempt_at=again, last_error=name)
    logger.warning("%s %s did not go (%s), again in %s", outgoing.kind, outgoing.id, name, pause)


def _settle(outgoing, **stamps):
    """Stamps what became of our claim, unless another worker has taken it over meanwhile."""
    ours = Outgoing.objects.waiting().filter(pk=outgoing.pk, claimed_at=outgoing.claimed_at)
    ours.update(**stamps)
