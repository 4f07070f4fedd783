"""Small pages with which the tests provoke the middleware. Used by `pytest.mark.urls`."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import include, path

from accounts.models import Invitation, User
from accounts.reauthentication import recent_proof_required
from accounts.refusals import Blocked

ANA = "0197a000-0000-7000-8000-00000000000a"


def who():
    """Whom the database believes to be acting."""
    with connection.cursor() as cursor:
        cursor.execute("select acting_user()")
        return str(cursor.fetchone()[0])


class Late:
    """Asks the database when the template is rendered."""

    def __str__(self):
        return who()


def write(request):
    """A change that must not survive a failure."""
    User.objects.filter(pk=request.user.pk).update(name="Changed")


def lazy(request):
    return TemplateResponse(request, engines["django"].from_string("{{ late }}"), {"late": Late()})


def unrendered_later(get_response):
    """A middleware that answers with something that is never rendered."""

    def answer(request):
        get_response(request)
        return TemplateResponse(request, engines["django"].from_string("late"))

    return answer


def failing(request, how):
    write(request)
    raise {
        "crash": ZeroDivisionError,
        "missing": Http404,
        "forbidden": PermissionDenied,
        "blocked": Blocked(subject=("coordination.item", ANA), clients=[ANA]),
    }[how]


def answering(request, status):
    write(request)
    return HttpResponse("said", status=status)


urlpatterns = [
    path("who/", login_not_required(lambda request: HttpResponse(who()))),
    path("private/", lambda request: HttpResponse(who())),
    path("proof/", recent_proof_required(lambda request: HttpResponse("proved"))),
    path("lazy/", lazy),
    path("stream/", lambda request: StreamingHttpResponse(iter(["late"]))),
    path("fail/<str:how>/", failing),
    path("answer/<int:status>/", answering),
    path("invitations/", lambda request: HttpResponse(Invitation.objects.count())),
    path("", include("coordination.urls")),
]
