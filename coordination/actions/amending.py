"""Asking that a note is corrected, answering that, disagreeing with the answer."""

from django.db import IntegrityError, transaction

from coordination.models import Amendment, Share
from ledger.actions import record
from ledger.clock import ClockTimestamp
from ledger.models import Verb
from ledger.outbox import enqueue
from providers.locks import lock_exclusive


class NotCorrectedYetError(Exception):
    """The note says what it said when the correction was asked for."""


@transaction.atomic
def ask_amendment(*, share, client, wrong, should_say, by):
    """The request about the note of this share; None where this person's last one is still open."""
    lock_exclusive([client.pk])
    facts = {"item_id": share.item_id, "client": client, "asked_by": by}
    if Amendment.objects.open().filter(**facts).exists():
        return None
    made = Amendment(wrong=wrong, should_say=should_say, **facts)
    made.save(force_insert=True)
    _record(Verb.AMENDMENT_ASKED, made, share, by, _acting_for(client, by))
    if share.author.user_id:
        enqueue("amendment_asked", subject_id=made.pk, recipient=share.author.user_id)
    return made


@transaction.atomic
def answer_amendment(*, amendment, outcome, reason, by):
    """Whether this answered it: once. Raises NotCorrectedYetError."""
    facts = {"outcome": outcome, "reason": reason, "answered_at": ClockTimestamp()}
    try:
        with transaction.atomic():
            if not Amendment.objects.open().filter(pk=amendment.pk).update(**facts):
                return False
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name != "amendment_corrects_the_note":
            raise
        raise NotCorrectedYetError from error
    _record(Verb.AMENDMENT_ANSWERED, amendment, _share_of(amendment), by)
    enqueue("amendment_answered", subject_id=amendment.pk, recipient=amendment.asked_by_id)
    return True


@transaction.atomic
def disagree(*, amendment, words, by):
    """Whether the statement was added; a second one changes nothing."""
    facts = {"disagreement": words, "disagreed_at": ClockTimestamp(), "disagreed_by": by}
    declined = Amendment.objects.filter(outcome=Amendment.Outcome.DECLINED, disagreed_at=None)
    if not declined.filter(pk=amendment.pk).update(**facts):
        return False
    acting_for = _acting_for(amendment.client, by)
    _record(Verb.AMENDMENT_DISPUTED, amendment, _share_of(amendment), by, acting_for)
    return True


def _share_of(amendment):
    """The first share of the note: its author and its client both know that one."""
    return Share.objects.filter(item=amendment.item_id).order_by("shared_at", "pk").first()


def _record(verb, amendment, share, by, acting_for=None):
    """In the asking client's own chain and in no other, about the share: so it goes the way of the
    note where that is kept from a representative."""
    record(verb, by=by, client=amendment.client_id, subject=share, acting_for=acting_for)


def _acting_for(client, by):
    return None if client.user_id == by.pk else client.pk
