"""A provider's work list: what waits, what ends, what is new, what is held."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import UUIDField
from django.db.models.functions import Cast

from coordination.models import Share
from coordination.presenters.staff import received_lines, sent_lines
from coordination.presenters.to_answer import to_answer, unread_from_clients
from ledger.clock import StatementTimestamp
from ledger.models import Entry, Verb
from releases.models import Release
from releases.presenters import lines_of

MOST = 10
SOON = timedelta(days=30)
RECENTLY = timedelta(days=7)


@dataclass(frozen=True)
class Some:
    """The first lines of a list, and whether there are more."""

    lines: list

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
    held: Some

    @property
    def is_empty(self):
        return not any((self.to_answer.lines, self.waiting.lines, self.ending, self.stopped.lines,
                        self.new.lines, self.held.lines))  # fmt: skip


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


def unopened(provider, user):
    """What may be opened now and was not yet, newest first."""
    opened = Entry.objects.filter(
        actor=user.pk, verb=Verb.ITEM_DISCLOSED, subject_type="coordination.share"
    )
    seen = opened.annotate(share=Cast("subject_id", UUIDField())).values("share")
    return Share.objects.visible_to(provider).exclude(pk__in=seen)


def _releases(releases, provider):
    return Some(lines_of(releases[: MOST + 1], provider))
