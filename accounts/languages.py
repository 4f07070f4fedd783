"""Which language the site speaks with somebody, kept in the browser and in the account."""

from django.conf import settings

from accounts.models import Language


def is_known(code):
    """Whether we have pages in this language."""
    return code in Language


def keep_in_browser(response, language):
    """The response, with the language that this browser's pages have before anybody signs in."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response
