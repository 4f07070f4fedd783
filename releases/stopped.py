"""What the pages of stopping show: what was opened, what runs, what was stopped, who is told."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from ledger.clock import StatementTimestamp
from ledger.models import Entry, Verb
from releases.actions.stopping import close_all, revoke
from releases.effects import effects_of, openings_in, who_hears
from releases.for_clients import described, name_of
from releases.models import Release
from releases.states import Event

MOST_SHOWN = 20
LATELY = timedelta(days=1)
LONGEST_REASON = 500


@dataclass(frozen=True)
class Openings:
    """What was opened, by whom and when: the latest lines."""

    lines: list
    more: int


def openings_under(permissions, *, client, viewer, most=MOST_SHOWN):
    """What the ledger says was opened under any of these permissions."""
    found = Entry.objects.about(client.pk).filter(
        verb=Verb.ITEM_DISCLOSED, release_ids__overlap=[one.release.pk for one in permissions]
    )
    latest, total = list(found[:most]), found.count()
    return Openings(openings_in(latest, client=client, viewer=viewer), total - len(latest))


def effects_of_stopping(permission, by):
    """What would close, and what stays open all the same."""
    deed = partial(revoke, release=permission.release, by=by)
    client = permission.release.client
    return effects_of(deed, client=client, people=who_hears([permission]))


def effects_of_stopping_all(client, permissions):
    """What would close if everything stopped."""
    deed = partial(close_all, client=client)
    return effects_of(deed, client=client, people=who_hears(permissions))


def running(client):
    """What would be stopped: everything signed that has not ended, begun or not."""
    return described(Release.objects.of(client).that_may(Event.STOP))


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
