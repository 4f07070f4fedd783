"""What a privacy officer reads: what clients report, without any body and without a way to one."""

from dataclasses import dataclass, replace

from django.shortcuts import get_object_or_404

from clients.names import names_of
from coordination.models import Complaint
from coordination.presenters.complaints import Reported
from coordination.presenters.ledger import lines_of
from ledger.models import Entry


@dataclass(frozen=True)
class Told:
    """A complaint with its line, and what those who made and answered it are called."""

    reported: Reported
    made_by: str
    answered_by: str
    is_own: bool


def open_complaints():
    return Complaint.objects.open().select_related("client")


def answered_complaints():
    return Complaint.objects.answered().select_related("client")


def complaint_or_404(complaint_id):
    complaints = Complaint.objects.select_related("client")
    return get_object_or_404(complaints, pk=complaint_id)


def told(complaint, viewer):
    """The whole of it."""
    client = complaint.client
    entries = Entry.objects.about(client.pk).filter(pk=complaint.line)
    line = next(iter(officers_lines(entries, client=client, viewer=viewer)), None)
    ids = [complaint.made_by_id, complaint.answered_by_id]
    names = names_of(ids, client=client, viewer=viewer)
    made_by, answered_by = (names.get(one, "") for one in ids)
    is_own = complaint.made_by_id == viewer.pk
    return Told(Reported(complaint, line), made_by, answered_by, is_own)


def officers_lines(entries, *, client, viewer=None):
    """The lines as the client reads them, without the links to the client's own pages."""
    return [
        replace(one, href="", permissions=tuple(replace(way, href="") for way in one.permissions))
        for one in lines_of(entries, client=client, viewer=viewer)
    ]
