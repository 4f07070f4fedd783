"""Telling the operator that something is wrong: a line in the log and a mail."""

import logging
from uuid import UUID

from django.conf import settings

from ledger.ids import uuid7
from ledger.outbox import Mail, enqueue

OPERATOR = UUID(int=0)
"""The recipient of what goes to the practice's own address, which is no account's."""

logger = logging.getLogger(__name__)


def alert(kind, message):
    """Writes `ALERT ...` to the log and promises the operator the mail of this kind.

    The message may hold ids and counts, nothing else: logs travel.
    """
    logger.error("ALERT %s", message)
    enqueue(kind, subject_id=uuid7(), recipient=OPERATOR)


def operator_mail(subject, body):
    """The mail for the operator, or None where the practice has named no address for it."""
    to = settings.OPERATOR_EMAIL
    return Mail(to, subject, body) if to else None
