"""A provider's work list: what waits, what ends, what is new, what is to answer, what is held."""

from dataclasses import dataclass
from datetime import timedelta

from coordination.models import Share
from coordination.presenters import threads
from coordination.presenters.staff import received_lines, sent_lines
from coordination.presenters.to_answer import to_answer, unread_from_clients
from coordination.presenters.unopened import unopened
from ledger.clock import StatementTimestamp
from releases.models import Release
from releases.presenters import lines_of

MOST = 10
SOON = timedelta(days=30)
RECENTLY = timedelta(days=7)


@dataclass(frozen=True)
class Some:
    """The first lines of a list, and whether there are more; how many, where it is counted."""

    lines: list
    count: str = ""

    @property
    def shown(self):
        return self.lines[:MOST]

    @property
    def has_more(self):
        return len(self.lines) > MOST


@dataclass(frozen=True)
class Today:
    to_answer: Some
    unread: int
    """How many of these are messages that the provider has not read."""
    waiting: Some
    ending: list
    """Days, and what ends within so many."""
    stopped: Some
    new: Some
    unanswered: Some
    held: Some

    @property
    def is_empty(self):
        return not any((self.to_answer.lines, self.waiting.lines, self.ending, self.stopped.lines,
                        self.new.lines, self.unanswered.lines, self.held.lines))  # fmt: skip


def today(provider, user):
    """The list as of this moment, the most pressing first in each part."""
    mine = Release.objects.involving(provider)
    now = StatementTimestamp()
    ending = mine.in_force().filter(in_force__endswith__lte=now + SOON)
    stopped = mine.filter(revoked_at__gte=now - RECENTLY)
    return Today(
        to_answer=Some(to_answer(provider, MOST + 1)),
        unread=unread_from_clients(provider),
        waiting=_releases(mine.waiting().order_by("requested_at", "id"), provider),
        ending=by_days_left(_releases(ending.order_by("in_force__endswith", "id"), provider)),
        stopped=_releases(stopped.order_by("-revoked_at", "id"), provider),
        new=Some(received_lines(unopened(provider, user)[: MOST + 1])),
        unanswered=_unanswered(provider, user),
        held=Some(sent_lines(Share.objects.written_by(provider).held()[: MOST + 1], provider)),
    )


def by_days_left(some):
    """What ends, under the nearest of 7, 14 and 30 days; the last part knows if there is more."""
    parts = {}
    for line in some.lines:
        left = line.release.in_force.upper - line.release.seen_at
        days = next(days for days in (7, 14, 30) if left <= timedelta(days=days))
        parts.setdefault(days, []).append(line)
    return [(days, Some(lines)) for days, lines in parts.items()]


def _unanswered(provider, user):
    most = threads.MOST_COUNTED
    found = list(threads.unanswered(provider)[: most + 1])
    count = f"{most}+" if len(found) > most else str(len(found))
    return Some(threads.rows_of(found[: MOST + 1], provider, user), count)


def _releases(releases, provider):
    return Some(lines_of(releases[: MOST + 1], provider))
