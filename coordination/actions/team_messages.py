"""Writing to those who treat one, and their reading and answering it."""

from django.db import transaction

from coordination.models import TeamCopy, TeamMessage
from ledger.actions import record, record_several
from ledger.clock import ClockTimestamp
from ledger.models import Verb
from ledger.outbox import enqueue
from providers.locks import lock_exclusive


@transaction.atomic
def write_to_team(*, client, providers, words, key, by):
    """The message, a copy for each of these providers; row security says to whom one may write.

    `key` is the id that it will have, so that the same form sent twice is one message.
    """
    lock_exclusive([client.pk])
    if TeamMessage.objects.filter(pk=key).exists():
        return
    message = TeamMessage(pk=key, client=client, written_by=by, words=words)
    message.save(force_insert=True)
    copies = [TeamCopy(message=message, provider=one) for one in providers]
    TeamCopy.objects.bulk_create(copies)
    acting_for = None if client.user_id == by.pk else client.pk
    deed = {"clients": [client], "subject": message, "acting_for": acting_for}
    logins = [one.user_id for one in providers]
    deeds = [{**deed, "detail": {"to": str(login)}} for login in logins]
    record_several(Verb.TEAM_MESSAGE_SENT, by=by, deeds=deeds)
    for copy, login in zip(copies, logins, strict=True):
        enqueue("team_message_sent", subject_id=copy.pk, recipient=login)


@transaction.atomic
def read_team_message(*, copy, by):
    """Whether this was the first look at it."""
    if not TeamCopy.objects.filter(pk=copy.pk, read_at=None).update(read_at=ClockTimestamp()):
        return False
    _record(Verb.TEAM_MESSAGE_READ, copy, by)
    return True


@transaction.atomic
def answer_team_message(*, copy, words, by):
    """Whether this answered it: once."""
    waits = TeamCopy.objects.filter(pk=copy.pk, answered_at=None)
    if not waits.update(answer=words, answered_at=ClockTimestamp()):
        return False
    _record(Verb.TEAM_MESSAGE_ANSWERED, copy, by)
    enqueue("team_message_answered", subject_id=copy.pk, recipient=copy.message.written_by_id)
    return True


@transaction.atomic
def read_answers(*, message):
    """The answers are no news any more. No line: nobody but the writer is told anything."""
    news = TeamCopy.objects.filter(message=message, answer_read_at=None)
    news.exclude(answered_at=None).update(answer_read_at=ClockTimestamp())


def _record(verb, copy, by):
    record(verb, by=by, client=copy.message.client_id, subject=copy.message)
