"""Coming in as somebody: by the sign-in page, with a password and the code of this half minute."""

import re
import time
from io import BytesIO

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from pypdf import PdfReader

from tests import factories as make

MARGIN = 5


def sign_in(window, user):
    """The window, with this person signed in and at their first page."""
    window.open("/accounts/login/").fill(login=user.email, password=make.PASSWORD)
    window.press("Sign in")
    if secret := secret_of(user):
        window.fill(code=code_of(secret)).press("Sign in")
    return window


def secret_of(user):
    """The secret of this person's authenticator app, if they have one."""
    factor = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return decrypt(factor.data["secret"]) if factor else None


def code_of(secret):
    """What the app shows, early enough for the server to read it in the same half minute."""
    period = app_settings.TOTP_PERIOD
    while time.time() % period > period - MARGIN:
        time.sleep(0.1)
    return format_hotp_value(hotp_value(secret, int(time.time()) // period))


def agree(window):
    """Whoever signs for the first time: the words, the sample file, its code, and on to sign."""
    window.sees("Before you sign online", "You may sign on paper")
    window.fill(code=code_in(window)).press("I agree to sign online")
    return window


def code_in(window):
    """The code that stands in this person's sample file."""
    sample = window.context.request.get(f"{window.site}/agreement/sample/")
    return code_in_sample(sample.body())


def code_in_sample(pdf):
    """The code as a person reads it there; typesetting puts spaces where there are none."""
    text = "".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())
    return re.search(r"(?:Yourcode|Sucódigo)(.{6})", text)[1]


def sign_out(window):
    """The window, with nobody signed in."""
    window.page.locator("details.menu > summary").click()
    return window.press("Sign out")


def enter(window, user):
    """The window, with this person signed in a moment ago: for journeys that begin further on."""
    cookies = make.signed_in(user).cookies.values()
    window.context.add_cookies(
        [{"name": one.key, "value": one.value, "url": window.site} for one in cookies]
    )
    return window
