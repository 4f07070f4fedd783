"""What a client reported: which line, when, and what became of it."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from coordination.models import Complaint
from coordination.presenters.ledger import Line, lines_of
from ledger.models import Entry, Verb
from releases.consent_map import State


@dataclass(frozen=True)
class Reported:
    """One complaint, beside the line it is about; None where that is not there to be read."""

    complaint: Complaint
    line: Line | None

    @property
    def state(self):
        return State.OPEN if self.complaint.answered_at else State.WAITING

    @property
    def state_text(self):
        return _("Answered") if self.complaint.answered_at else _("Waiting for an answer")


def own_complaints(user, client):
    """What this person reported for the client, newest first, for a page to take its part of."""
    return Complaint.objects.made_by(user, client)


def described(complaints, *, client, viewer):
    """These complaints of one client, each with its line."""
    complaints = list(complaints)
    entries = Entry.objects.about(client.pk).filter(pk__in=[one.line for one in complaints])
    lines = {one.key: one for one in lines_of(entries, client=client, viewer=viewer)}
    return [Reported(one, lines.get(one.line)) for one in complaints]


def line_or_404(line_id, clients, viewer):
    """The line and its client, if it is about one of these and the viewer reads it."""
    for client in clients:
        entries = Entry.objects.about(client.pk).filter(pk=line_id)
        for line in lines_of(entries, client=client, viewer=viewer):
            return line, client
    raise Http404


def line_of_sharing(share, client):
    """The id of the line that tells that the note was addressed to somebody, or None."""
    entries = Entry.objects.about(client.pk).filter(subject_id=str(share.pk), verb=Verb.ITEM_SHARED)
    return entries.values_list("pk", flat=True).first()
