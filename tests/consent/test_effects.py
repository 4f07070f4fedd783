"""What the pages say that a stop, a limit or its lifting would do is what it then does."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import transaction

from clients.models import Client
from coordination.models import Share
from coordination.scenarios.loading import load
from ledger.clock import ClockTimestamp
from providers.models import Provider
from releases.actions.stopping import close_all
from releases.effects import effects_of
from releases.models import Release, Restriction

from .worlds import world

pytestmark = pytest.mark.django_db
WORLDS = range(12)
AGO = timedelta(days=3)


def can_be_opened():
    shares = Share.objects.filter(recipient__standing="active")
    return {pk for one in Provider.objects.all() for pk in shares.visible_to(one).values_list("pk")}


def deeds(client):
    """Each thing that the client might do, of those that need no words to be shown."""
    yield partial(close_all, client=client)
    for release in Release.objects.of(client).in_force().filter(revoked_at=None):
        yield partial(Release.objects.filter(pk=release.pk).update, revoked_at=ClockTimestamp())
    for limit in Restriction.objects.of(client).in_force():
        yield partial(Restriction.objects.filter(pk=limit.pk).update, ends_at=ClockTimestamp())
    for provider in Provider.objects.all():
        yield partial(Restriction.objects.create, client=client, provider=provider)


def told(deed, client):
    """By what is said of it: the ids of the client's notes; `said` twice is a mistake."""
    people = set(Provider.objects.values_list("pk", flat=True))
    effects = effects_of(deed, client=client, people=people)
    found = {
        name: {(one.share_id,) for one in getattr(effects, name).lines}
        for name in effects.__dataclass_fields__
    }
    assert sum(map(len, found.values())) == len(set().union(*found.values()))
    return found


def done(deed):
    """What can be opened before it and after it; then it is undone."""
    before = can_be_opened()
    with transaction.atomic():
        deed()
        after = can_be_opened()
        transaction.set_rollback(True)
    return before, after


@pytest.mark.parametrize("number", WORLDS)
def test_what_is_said_is_what_happens(number):
    load(world(number, datetime.now(UTC).replace(microsecond=0) - AGO))
    for client in Client.objects.all():
        # The site takes back at once; what a world takes back on another day is not told of.
        about = Share.objects.about(client).filter(withdrawn_at=None)
        mine = set(about.values_list("pk"))
        joint = set(about.exclude(subjects__len=1).values_list("pk"))
        for deed in deeds(client):
            said, (before, after) = told(deed, client), done(deed)
            before, after = before & mine, after & mine
            assert said["closes"] >= before - after
            assert said["stays_open"] == before & after
            assert said["opens"] == (after - before) - joint
            assert said["together"] >= (after - before) & joint
            assert not said["together"] & before
