"""Coming of age: until when others sign for a client, and what of theirs has ended with it."""

from datetime import timedelta

from django.utils import timezone

from ledger.clock import StatementTimestamp
from releases.for_clients import described
from releases.models import Release, SignedBy
from releases.states import Stage

# So long it is brought to mind: staff before and after, the client after.
STAFF = timedelta(days=60)
YEAR = timedelta(days=365)


def is_near(client):
    """Whether the day is near, before or after."""
    day = client.of_age_on
    return day is not None and abs(day - timezone.localdate()) <= STAFF


def signed_by_others(releases):
    """Whether any of these ends, or has ended, with the birthday."""
    stages = (Stage.IN_FORCE, Stage.LATER, Stage.OF_AGE)
    return any(
        one.signed_by == SignedBy.REPRESENTATIVE and one.majority_at and one.stage in stages
        for one in releases
    )


def agreed_for(client):
    """What was signed for a client who came of age within a year, and has not signed it anew."""
    day = client.of_age_on
    if day is None or not day <= timezone.localdate() <= day + YEAR:
        return []
    since = StatementTimestamp() - YEAR
    ended = Release.objects.of(client).at(Stage.OF_AGE).filter(majority_at__gt=since)
    return described(ended.order_by("-requested_at"))
