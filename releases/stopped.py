"""What the pages of stopping show: what was opened, what runs, what was stopped, who is told."""

from dataclasses import dataclass
from datetime import timedelta

from clients.names import names_of
from ledger.clock import StatementTimestamp
from ledger.models import Entry, Verb
from releases.for_clients import described, name_of
from releases.models import Release

MOST_SHOWN = 20
LATELY = timedelta(days=1)
LONGEST_REASON = 500


@dataclass(frozen=True)
class Openings:
    """Who opened something under a release, and when: the latest ones."""

    lines: list
    more: int


def openings_under(release, viewer):
    """What the ledger says was opened under this release."""
    found = Entry.objects.about(release.client_id).filter(
        verb=Verb.ITEM_DISCLOSED, release_ids__contains=[release.pk]
    )
    latest, total = list(found[:MOST_SHOWN]), found.count()
    names = names_of([one.actor for one in latest], client=release.client, viewer=viewer)
    lines = [{"at": one.at, "who": names[one.actor]} for one in latest]
    return Openings(lines, total - len(lines))


def running(client):
    """What would be stopped: everything signed that has not ended, begun or not."""
    alive = Release.objects.of(client).filter(in_force__endswith__gt=StatementTimestamp())
    return described(alive)


def stopped_lately(client):
    """What was stopped within the last day, latest first."""
    since = StatementTimestamp() - LATELY
    return described(
        Release.objects.of(client).filter(revoked_at__gt=since).order_by("-revoked_at")
    )


def told_of(permissions):
    """The names of those who are told that access has changed: whoever has an account."""
    parties = [
        party
        for one in permissions
        for party in (*one.tellers, *one.hearers)
        if party.organization or party.provider.user_id
    ]
    return sorted({name_of(party) for party in parties})


def reason_in(posted):
    """The reason as far as it can be kept. Not a form: nothing said here may hold up a stop."""
    return posted.get("reason", "").replace("\0", "").strip()[:LONGEST_REASON]
