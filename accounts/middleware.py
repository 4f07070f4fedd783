"""What surrounds every request: how long a session lasts, who is acting, the second factor."""

from urllib.parse import urlencode

from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import activate, get_language
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from accounts import second_factor, sessions
from accounts.acting import acting_as
from accounts.models import Kind
from accounts.refusals import Blocked, write_refusal
from accounts.streams import ActingStream


class LateBodyError(RuntimeError):
    """A response whose body would be made after the request's transaction, as nobody."""


# What a page asks by itself, while nobody may be sitting before it, carries this header.
BY_ITSELF = "Accord-By-Itself"


class SessionAgeMiddleware:
    """Signs out whoever has been signed in, or away, for too long."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            if sessions.has_ended(request.session, request.user.kind):
                logout(request)
                messages.info(
                    request, _("You were signed out to keep your account safe. Sign in again.")
                )
            elif BY_ITSELF not in request.headers:
                sessions.see(request.session)
        return self.get_response(request)


class LanguageMiddleware:
    """Speaks the language of the account; before somebody signs in, the browser's.

    Staff read English, whatever they chose for their letters: their pages have no other language
    yet, and half a page in Spanish helps nobody.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            for_client = request.user.kind == Kind.CLIENT
            activate(request.user.language if for_client else settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = get_language()
        return self.get_response(request)


class ActingMiddleware:
    """Runs the request in one transaction that knows who is acting.

    1. The person is read before the transaction, while nobody is acting.
    2. A failed view undoes everything. Django turns its exception into a response before it comes
       back here, so `process_exception` remembers it.
    3. What was blocked goes into the ledger afterwards, in a transaction of its own.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # The lazy request.user reads the session and the account only when it is asked.
        user = request.user if request.user.is_authenticated else None
        request.failed_with = None
        with acting_as(user):
            response = self.get_response(request)
            _refuse_late_body(response)
            if request.failed_with or response.status_code >= 500:
                # Not before: the page that says "not found" may still ask the database.
                transaction.set_rollback(True)
        if isinstance(request.failed_with, Blocked):
            write_refusal(request.failed_with, user)
        return response

    def process_exception(self, request, exception):
        # allauth raises its way out of a view with a response that is meant.
        if not isinstance(exception, ImmediateHttpResponse):
            request.failed_with = exception


def _refuse_late_body(response):
    if response.streaming and not isinstance(response, ActingStream):
        raise LateBodyError(
            "A stream is read after the transaction, when nobody is acting and the tables look "
            "empty. Build the whole body in the view, or answer with ActingStream."
        )
    if not getattr(response, "is_rendered", True):
        raise LateBodyError(
            "This response would be rendered after the transaction, when nobody is acting. "
            "Answer with render()."
        )


class SignInMiddleware(LoginRequiredMiddleware):
    """Django's, and a fragment that comes too late leads its whole page to the sign-in."""

    def handle_no_permission(self, request, view_func):
        answer = super().handle_no_permission(request, view_func)
        if not request.htmx:
            return answer
        page = urlencode({"next": request.htmx.current_url_abs_path or "/"})
        return HttpResponseClientRedirect(f"{resolve_url(self.get_login_url(view_func))}?{page}")


class SecondFactorMiddleware:
    """Keeps staff at the door until they have set up a second factor and shown it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        # What anybody may see needs no factor; LoginRequiredMiddleware asks the same attribute.
        if not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        where = second_factor.standing(request)
        if where == second_factor.Standing.DONE:
            return None
        if request.resolver_match.view_name in second_factor.OPEN[where]:
            return None
        messages.info(request, second_factor.SENTENCES[where])
        return _turn_to(request, second_factor.next_step(request, where))


def _turn_to(request, url):
    if request.method == "GET" and not request.htmx:
        url = f"{url}?{urlencode({'next': request.get_full_path()})}"
    # htmx would follow a plain redirect and put a whole page into a fragment's place.
    return HttpResponseClientRedirect(url) if request.htmx else HttpResponseRedirect(url)


class NoStoreMiddleware:
    """Keeps private pages out of every cache, and our answers out of other origins' pages."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # On every page: the one that signs out is private, too, and request.user no longer says so.
        response.headers["Cache-Control"] = "no-store"
        return response
