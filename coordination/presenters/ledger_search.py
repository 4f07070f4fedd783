"""What a privacy officer looks for in the ledger, and what is found.

Without a client nobody is named who is one: to know whose a line is, one asks for that client's
lines, and that is written into the client's own history.
"""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _

from clients.models import Client
from clients.names import isolated, names_of, names_of_staff
from coordination.presenters.accounting import why, written
from coordination.presenters.history import in_days
from coordination.presenters.officer import officers_lines
from ledger.models import Entry, Verb
from providers.spreadsheets import begun

ROWS = 30
MOST_PRINTED = 1_000
MOST_IN_A_FILE = 10_000
BATCH = 500


@dataclass(frozen=True)
class Sought:
    """What is looked for; nothing of it is everything."""

    client: Client | None
    actor: UUID | None
    actor_name: str
    subject: str
    verb: str
    days: tuple

    @property
    def in_ids(self):
        """As the ledger holds it: no name, no word."""
        facts = {"actor": str(self.actor or ""), "subject": self.subject, "verb": self.verb}
        return {key: one for key, one in facts.items() if one} | days_in_ids(*self.days)

    @property
    def is_anything(self):
        return bool(self.client or self.in_ids)


@dataclass(frozen=True)
class Row:
    """One line as the officer reads it."""

    entry: Entry
    who: str
    is_named: bool
    """Whether one may ask for what else they did."""
    what: str
    why: list = field(default_factory=list)
    reason: str = ""


@dataclass(frozen=True)
class Found:
    """So many of the lines, and the mark from which the older ones follow, if there are any."""

    rows: list
    older: str


def sought_in(wanted):
    """What the form asks for; who is not there is nobody, and so is a client as the actor where
    their own lines are not asked for."""
    client = Client.objects.filter(pk=wanted["client"]).first() if wanted["client"] else None
    actor = wanted["actor"]
    name = _names([actor], client).get(actor, "") if actor else ""
    days = wanted["since"], wanted["until"]
    facts = wanted["subject"] or "", wanted["verb"] or "", days
    return Sought(client, actor if name else None, name, *facts)


def days_in_ids(since, until):
    return {key: str(day) for key, day in (("since", since), ("until", until)) if day}


def client_or_404(client_id):
    return get_object_or_404(Client.objects.all(), pk=client_id)


def accounting(client, since, until):
    """The lines about one client in these days, and one more where that is too much to print."""
    entries = in_days(Entry.objects.about(client.pk), since, until)[: MOST_PRINTED + 1]
    return officers_lines(entries, client=client)


def entries_of(sought):
    """The lines that are sought, newest first."""
    entries = Entry.objects.about(sought.client.pk) if sought.client else Entry.objects.newest()
    if sought.actor:
        entries = entries.filter(actor=sought.actor)
    if sought.subject:
        entries = entries.filter(subject_id=sought.subject)
    if sought.verb:
        entries = entries.filter(verb=sought.verb)
    return in_days(entries, *sought.days)


def found(sought, mark):
    """The lines after the mark; without one, or with a mark that is none, the newest."""
    entries = list(after(entries_of(sought), mark)[: ROWS + 1])
    older = mark_of(entries[ROWS - 1]) if len(entries) > ROWS else ""
    return Found(rows_of(entries[:ROWS], sought.client), older)


def rows_of(entries, client):
    """In sentences where the client is known; else only which sort of thing was done by whom."""
    names = _names([one.actor for one in entries], client)
    who = [(one, _who(one, names), one.actor in names) for one in entries]
    if client is None:
        return [Row(*one, Verb(one[0].verb).label) for one in who]
    lines = officers_lines(entries, client=client)
    return [
        Row(*one, line.text, list(line.permissions), line.reason)
        for one, line in zip(who, lines, strict=True)
    ]


def as_file(sought):
    """The newest of the lines that are sought, as a table in CSV, in parts."""
    yield begun([_("When"), _("Who"), _("What happened"), _("Why"), _("Reason given")])
    entries = entries_of(sought)[:MOST_IN_A_FILE].iterator(chunk_size=BATCH)
    for some in _batched(entries):
        rows = rows_of(some, sought.client)
        yield written((one.entry.at, one.who, one.what, why(one.why), one.reason) for one in rows)


def _batched(entries):
    while some := list(islice(entries, BATCH)):
        yield some


def mark_of(entry):
    """Where a line stands: its time and its id."""
    return f"{entry.at.isoformat()}_{entry.pk}"


def after(entries, mark):
    try:
        moment, key = mark.split("_")
        at, pk = datetime.fromisoformat(moment), UUID(key)
    except ValueError:
        return entries
    if is_naive(at):
        return entries
    # The first half is what the index is walked from.
    return entries.filter(at__lte=at).exclude(at=at, id__gte=pk)


def _names(actors, client):
    actors = {one for one in actors if one}
    return names_of(actors, client=client) if client else names_of_staff(actors)


def _who(entry, names):
    if entry.actor is None:
        return "Accord"
    return isolated(names.get(entry.actor) or _("A client, or who acts for one"))
