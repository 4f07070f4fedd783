"""Fills an empty database with reminders that were due while no clock was ticking.

    ACCORD_ROLE=owner python -m tests.chaos.filling 10000

Each one is of a release that ends in seven days less an hour, and for one person: its client.
"""

import sys
from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from clients.models import Client  # noqa: E402
from providers.models import Provider  # noqa: E402
from releases.models import Party, Release  # noqa: E402

CLIENTS = 50
BATCH = 500


def fill(number):
    """So many releases, of few clients, that all end at one instant: none goes on after another."""
    tells, hears = (
        Provider.objects.create(name=one, profession="other", standing="active")
        for one in ("A", "B")
    )
    people = [User(email=f"client{one}@example.org", name="Ana Moreno") for one in range(CLIENTS)]
    User.objects.bulk_create(people)
    clients = [Client(name="Ana Moreno", user=one) for one in people]
    Client.objects.bulk_create(clients)
    ends = timezone.now() + timedelta(days=7, hours=-1)
    for start in range(0, number, BATCH):
        numbers = range(start, min(start + BATCH, number))
        sign([_release(clients[one % CLIENTS], ends) for one in numbers], tells, hears, ends)


def sign(releases, tells, hears, ends):
    """The releases in force, an hour after their reminder was due; a transaction for each batch."""
    Release.objects.bulk_create(releases)
    sides = (("discloser", tells), ("recipient", hears))
    Party.objects.bulk_create(
        Party(release=one, side=side, provider=who) for one in releases for side, who in sides
    )
    made = Release.objects.filter(pk__in=[one.pk for one in releases])
    made.update(signed_at=timezone.now() - timedelta(days=60))
    made.update(next_reminder_at=ends - timedelta(days=7))


def _release(client, ends):
    facts = {"categories": ["progress"], "purposes": ["care_coordination"], "expires_at": ends}
    return Release(client=client, **facts)


if __name__ == "__main__":
    fill(int(sys.argv[1]))
