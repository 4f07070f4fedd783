"""Complaining about a line of the ledger, and answering it."""

from django.db import transaction

from accounts.models import User
from coordination.models import Complaint
from ledger.actions import record
from ledger.alerts import OPERATOR
from ledger.clock import ClockTimestamp
from ledger.models import Entry, Verb
from ledger.outbox import enqueue
from providers.locks import lock_exclusive


@transaction.atomic
def complain(*, client, line, words, by):
    """The complaint about this line; the one that is still open where there is one already."""
    lock_exclusive([client.pk])
    earlier = Complaint.objects.made_by(by, client).filter(line=line, answered_at=None).first()
    if earlier:
        return earlier
    made = Complaint(client=client, line=line, words=words, made_by=by)
    made.save(force_insert=True)
    acting_for = None if client.user_id == by.pk else client.pk
    record(Verb.COMPLAINT_MADE, by=by, client=client, subject=made, acting_for=acting_for)
    # Where no officer may answer it, whoever runs the site has to name one.
    for officer in _officers_apart(client, line) or [OPERATOR]:
        enqueue("complaint_made", subject_id=made.pk, recipient=officer)
    return made


def _officers_apart(client, line):
    """Those who neither did it, nor are the client or act for the client."""
    party = {client.user_id, *client.representatives.values_list("user", flat=True)}
    party |= set(Entry.objects.filter(pk=line).values_list("actor", flat=True))
    return User.objects.privacy_officers().exclude(pk__in=party - {None}).order_by("pk")


@transaction.atomic
def answer(*, complaint, words, by):
    """Whether this answered it: once, and nobody answers in a matter of their own."""
    waiting = Complaint.objects.open().filter(pk=complaint.pk)
    facts = {"answer": words, "answered_by": by, "answered_at": ClockTimestamp()}
    if not waiting.update(**facts):
        return False
    record(Verb.COMPLAINT_ANSWERED, by=by, client=complaint.client_id, subject=complaint)
    enqueue("complaint_answered", subject_id=complaint.pk, recipient=complaint.made_by_id)
    return True
