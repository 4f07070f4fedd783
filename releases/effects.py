"""What a deed would change, note by note, and what was opened so far: for the client's pages.

Notes live on the floor above, which registers who tells of them, as it does for its letters.
Nothing is decided here: what opens and what closes is what `gate.preview` says.
"""

from dataclasses import dataclass

from ledger.clock import StatementTimestamp
from providers.models import Membership

MOST = 20
_tellers = {}


@dataclass(frozen=True)
class Note:
    """One note for one person; never a word of its text."""

    share_id: object
    title: str
    about: str
    why: str = ""


@dataclass(frozen=True)
class Some:
    """The first lines of a list, and how many there are besides."""

    lines: list
    more: int


@dataclass(frozen=True)
class Effects:
    """What would become of the notes that were shared so far.

    `together` has those about several people that are closed now: whether a deed of one of them
    opens such a note would tell what the others have answered.
    """

    opens: Some
    later: Some
    closes: Some
    stays_open: Some
    stays_closed: Some
    together: Some

    @property
    def changes_nothing(self):
        """Nothing that was shared so far opens or closes."""
        return not (self.opens.lines or self.later.lines or self.closes.lines)


def tells(what):
    """Registers who tells of notes: "effects" of a deed, "openings", or "items"."""

    def register(teller):
        if _tellers.setdefault(what, teller) is not teller:
            raise ValueError(f"The {what} are told elsewhere. Register one teller.")
        return teller

    return register


def effects_of(deed, *, client, people, with_reasons=False):
    """What the deed would do to the client's notes; nothing of it stays.

    `people` are the ids of the providers whom it concerns: also what stays as it is is told of
    them, and with reasons where those are asked for.
    """
    return _tellers["effects"](deed, client=client, people=people, with_reasons=with_reasons)


def openings_in(entries, *, client, viewer):
    """The lines of the ledger about openings, in words: each with `at`, `text`, `href`."""
    return _tellers["openings"](entries, client=client, viewer=viewer)


def items_told(ids, *, client):
    """Notes by the ids of their items: what to call each, and where the client reads it."""
    return _tellers["items"](ids, client=client) if ids else {}


def first_of(lines):
    """As many lines as a page shows, and how many it leaves out."""
    return Some(lines[:MOST], len(lines[MOST:]))


def who_hears(permissions):
    """The ids of the providers who hear by these permissions, themselves or where they work now."""
    return people_of(party for one in permissions for party in one.everybody_who_hears)


def people_of(parties):
    """The ids of the providers among the parties, and of those at the organizations now."""
    parties = list(parties)
    there = Membership.objects.filter(
        organization__in={one.organization_id for one in parties} - {None},
        during__contains=StatementTimestamp(),
    )
    named = {one.provider_id for one in parties} - {None}
    return named | set(there.values_list("provider", flat=True))
