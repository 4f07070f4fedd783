"""What a visitor of the demo needs at hand: who can sign in, with which code, and the mails."""

import time
from email import message_from_bytes, policy
from pathlib import Path

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings

from accounts.acting import acting_as
from accounts.models import User

NEWEST_MAILS = 20


def people_with_codes():
    """The demo's logins, each with the six digits of this half minute (None: no code needed)."""
    # Asked as nobody, the sign-in desk: whoever is signed in sees no code but their own.
    with acting_as(None):
        codes = dict(_codes())
        people = User.objects.filter(email__endswith="@demo.example").order_by("kind", "email")
        return [(user, codes.get(user.pk)) for user in people]


def newest_mails():
    """The mails that were written to files, newest first, as dicts of to, subject, text."""
    files = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), reverse=True)
    mails = (message_from_bytes(path.read_bytes(), policy=policy.default) for path in files)
    return [
        {"to": mail["To"], "subject": mail["Subject"], "text": mail.get_content()}
        for mail, _ in zip(mails, range(NEWEST_MAILS), strict=False)
    ]


def _codes():
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    for factor in Authenticator.objects.filter(type=Authenticator.Type.TOTP):
        secret = decrypt(factor.data["secret"])
        yield factor.user_id, format_hotp_value(hotp_value(secret, counter))
