"""How long a signed-in session lasts, after NIST SP 800-63B-4: overall, and without activity."""

import time
from datetime import timedelta

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from accounts.models import Kind

OVERALL = {Kind.STAFF: timedelta(hours=12), Kind.CLIENT: timedelta(hours=24)}
INACTIVE = {Kind.STAFF: timedelta(minutes=15), Kind.CLIENT: timedelta(minutes=30)}

SIGNED_IN = "signed_in_at"
SEEN = "seen_at"
# Each change of the session is a row written, so a burst of requests counts as one sign of life.
SEEN_EVERY = 30


@receiver(user_logged_in, dispatch_uid="accounts.sessions.begin")
def begin(sender, request, **kwargs):
    """The session's two clocks start with every sign-in."""
    request.session[SIGNED_IN] = request.session[SEEN] = time.time()


def has_ended(session, kind):
    """Whether a signed-in session is too old, has been idle too long, or never was dated."""
    now = time.time()
    signed_in, seen = session.get(SIGNED_IN), session.get(SEEN)
    if signed_in is None or seen is None:
        return True
    return (
        now - signed_in >= OVERALL[kind].total_seconds()
        or now - seen >= INACTIVE[kind].total_seconds()
    )


def see(session):
    """Notes that the person is still there."""
    if time.time() - session[SEEN] >= SEEN_EVERY:
        session[SEEN] = time.time()
