"""Who may read through the API: the staff in their session, and whoever holds a token."""

from functools import wraps

from allauth.core.internal.ratelimit import consume
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.utils import translation

from accounts import second_factor
from accounts.acting import acting_as
from accounts.models import Kind
from providers.exchange.answers import KINDS, wrong
from providers.exchange.describing import FHIR
from providers.exchange.searching import NotUnderstood
from providers.tokens import bearer_of

NO_TOKEN = (
    "login",
    "Send a token of your organization as `Authorization: Bearer …`, or sign in as staff with"
    " your second factor.",
)
DEAD_TOKEN = (
    "security",
    "This token does not work, or no longer. Ask whoever keeps your organization for another one.",
)
NOTHING = ("not-found", "There is nothing here for you.")
UNKNOWN = (
    "not-found",
    f"There is no such resource here. Ask for {', '.join(KINDS)}, by search or by id; "
    "/fhir/metadata says how.",
)
TOO_MANY = ("throttled", "Too many questions. Wait a minute, then go on.")


HEADERS = {401: {"WWW-Authenticate": "Bearer"}, 429: {"Retry-After": "60"}}


class Refused(Exception):
    def __init__(self, status, issue):
        self.status, self.issue = status, issue


def told(resource, status=200, **headers):
    answer = JsonResponse(resource, status=status, headers=headers)
    answer["Content-Type"] = FHIR
    return answer


def unknown():
    return told(wrong(*UNKNOWN), 404)


def nothing():
    return told(wrong(*NOTHING), 404)


def as_reader(view):
    """The view, called with `reader`, who is acting in it; everybody else reads what is wrong.

    It speaks English whatever the browser does: a program compares what it reads.
    """

    @login_not_required
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        try:
            reader = _reader(request)
            _count(request, "exchange", key=str(reader.pk))
            with acting_as(reader), translation.override("en"):
                return view(request, *args, reader=reader, **kwargs)
        except Refused as refused:
            headers = HEADERS.get(refused.status, {})
            return told(wrong(*refused.issue), refused.status, **headers)
        except NotUnderstood as sentence:
            return told(wrong("invalid", str(sentence)), 400)

    return wrapped


def _reader(request):
    """A token goes before a session: who sends one asks in its name."""
    if "Authorization" in request.headers:
        return _bearer(request)
    user = request.user
    if not user.is_authenticated:
        raise Refused(401, NO_TOKEN)
    if user.kind != Kind.STAFF:
        raise Refused(404, NOTHING)
    if second_factor.standing(request) != second_factor.Standing.DONE:
        raise Refused(401, NO_TOKEN)
    return user


def _bearer(request):
    scheme, _space, secret = request.headers["Authorization"].partition(" ")
    bearer = bearer_of(secret.strip()) if scheme.lower() == "bearer" else None
    if bearer is None:
        _count(request, "exchange_refused")
        raise Refused(401, DEAD_TOKEN)
    return bearer


def _count(request, action, key=None):
    if not consume(request, app="allauth.account", action=action, key=key, limit_get=True):
        raise Refused(429, TOO_MANY)
