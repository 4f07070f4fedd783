"""What people do with a release: ask for it, sign it, decline it, stop it."""

from releases.actions.keeping import NoRecordError, keep_record
from releases.actions.reminding import set_reminder_days
from releases.actions.requests import decline, request_release, revise_request
from releases.actions.signing import CHANGED, NothingSignedError, sign
from releases.actions.state_pack import set_state_pack
from releases.actions.stopping import revoke, stop_all

__all__ = [
    "CHANGED",
    "NoRecordError",
    "NothingSignedError",
    "decline",
    "keep_record",
    "request_release",
    "revise_request",
    "revoke",
    "set_reminder_days",
    "set_state_pack",
    "sign",
    "stop_all",
]
