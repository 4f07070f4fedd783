"""Coming of age: until when others sign for a client, and what of theirs has ended with it."""

from datetime import timedelta

from ledger.clock import StatementTimestamp
from releases.for_clients import described
from releases.models import Release, SignedBy
from releases.states import Stage

# So long it is brought to mind: staff before and after, the client after.
STAFF = timedelta(days=60)
YEAR = timedelta(days=365)
STAGES = (Stage.IN_FORCE, Stage.LATER, Stage.OF_AGE)


def birthday_that_ends(releases):
    """The 18th birthday of whose these are, if it is near and ends one of them, or has ended it.

    They stand as `with_stage` showed them, by the database's clock.
    """
    return next((one.client.of_age_on for one in releases if _ends_with_it(one)), None)


def _ends_with_it(release):
    if release.signed_by != SignedBy.REPRESENTATIVE or release.stage not in STAGES:
        return False
    day = release.majority_at
    return day is not None and abs(day - release.seen_at) <= STAFF


def agreed_for(client):
    """What was signed for a client who came of age within a year, and has not signed it anew."""
    since = StatementTimestamp() - YEAR
    ended = Release.objects.of(client).at(Stage.OF_AGE).filter(majority_at__gt=since)
    return described(ended.order_by("-requested_at"))
