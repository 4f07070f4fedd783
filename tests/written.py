"""What an action left behind: lines of the ledger, promises of the outbox."""

from ledger.models import Entry, Outgoing


def lines(client):
    """What the client's own chain says, oldest first."""
    return [entry.verb for entry in Entry.objects.about(client.pk).order_by("position")]


def last_line(client):
    return Entry.objects.about(client.pk).first()


def promises(subject):
    """Who was promised a message about this, by kind."""
    return {(one.kind, one.recipient) for one in Outgoing.objects.filter(subject_id=subject.pk)}
