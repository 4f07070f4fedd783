"""What a practice and a client have said about emergency access."""

from coordination.models import EmergencySwitch

LINES = 20


def history_of(organization):
    """When it was turned on and off and by whom, the latest first."""
    return EmergencySwitch.objects.filter(organization=organization).select_related("by")[:LINES]


def may_say(user, client):
    """Whether it is this person's to say: the client's own, or of whoever acts for a client who has
    no account. A policy of the database says the same."""
    return client.user_id in (user.pk, None)
