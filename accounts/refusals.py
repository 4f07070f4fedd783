"""Refusals that leave a trace: a 404 for the person, lines in the ledger for the clients."""

import logging

from django.db import DatabaseError
from django.http import Http404

from accounts.acting import acting_as
from ledger.actions import record, record_each
from ledger.models import Verb

log = logging.getLogger(__name__)


class Blocked(Http404):
    """Nothing here for this person, and the clients concerned shall see that somebody tried.

    The answer is the same 404 as for what does not exist. The lines are written after the request
    has been undone: written within it, they would be undone too.
    """

    def __init__(self, *, subject, clients=(), reason="", note=None):
        """`note` writes the lines itself, for a floor that may not know the clients concerned."""
        super().__init__()
        self.subject = subject
        self.clients = list(clients)
        self.reason = reason
        self.note = note


def write_refusal(blocked, user):
    """Ledger lines for an attempt that was refused; a transaction of its own."""
    facts = {"by": user, "subject": blocked.subject, "reason": blocked.reason}
    try:
        with acting_as(user):
            if blocked.note:
                blocked.note()
            elif blocked.clients:
                record_each(Verb.ACCESS_BLOCKED, clients=blocked.clients, **facts)
            else:
                record(Verb.ACCESS_BLOCKED, **facts)
    except DatabaseError:
        # An error page instead of the 404 would tell the person that there is something.
        log.exception("A blocked attempt could not be written to the ledger.")
