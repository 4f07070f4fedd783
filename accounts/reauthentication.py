"""Asks again who it is before something that counts, if the last proof is too old."""

import time
from functools import wraps

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired


def proved_recently(request):
    """Whether the person signed in, or confirmed it was them, within the last 15 minutes."""
    records = get_authentication_records(request, request.user)
    latest = max((record["at"] for record in records), default=0)
    return time.time() - latest < app_settings.REAUTHENTICATION_TIMEOUT


def recent_proof_required(view):
    """The view, behind a page that asks for the password or second factor when it is time.

    A POST is kept and goes on after the answer, so nothing has to be typed twice.
    """

    @wraps(view)
    def asking_view(request, *args, **kwargs):
        if not proved_recently(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return asking_view
