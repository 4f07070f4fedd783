"""What an action left behind: lines of the ledger, promises of the outbox, what a client wrote."""

from coordination.models import TeamCopy, TeamMessage
from ledger.models import Entry, Outgoing
from tests import factories as make


def lines(client):
    """What the client's own chain says, oldest first."""
    return [entry.verb for entry in Entry.objects.about(client.pk).order_by("position")]


def last_line(client):
    return Entry.objects.about(client.pk).first()


def promises(subject):
    """Who was promised a message about this, by kind."""
    return {(one.kind, one.recipient) for one in Outgoing.objects.filter(subject_id=subject.pk)}


def team_message(person, *to, client=None, words="The nights are bad again.", answer=""):
    """What somebody wrote to these providers, who have answered if there is an answer."""
    made = TeamMessage(client=client or person.client, written_by=person.user, words=words)
    made.save(force_insert=True)
    at = {"read_at": make.ago(hours=1), "answered_at": make.ago(hours=1)} if answer else {}
    for one in to:
        TeamCopy.objects.create(message=made, provider=one.provider, answer=answer, **at)
    return made
