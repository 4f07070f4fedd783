"""What somebody is asked in their rhythm: how it is going, and whether sharing goes on."""

from coordination.models import CheckInRhythm
from releases.for_clients import described
from releases.models import Release

GOALS = "goals"


def rhythm_of(person, client):
    """What this person chose for the client, or None."""
    return CheckInRhythm.objects.of(person, client).first()


def is_asked(person, client):
    """Whether a question waits for this person's answer."""
    mine = rhythm_of(person, client)
    return mine is not None and mine.is_waiting


def permissions_for_goals(client):
    """By which permissions others read what is about goals now."""
    about_goals = Release.objects.of(client).in_force().filter(categories__contains=[GOALS])
    return described(about_goals.order_by("in_force__endswith", "id"))
