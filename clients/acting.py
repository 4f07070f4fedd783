"""Views for clients: the client comes with the request, or there is no page."""

from functools import wraps

from django.http import Http404

from clients.models import Client

CHOICE = "acting_for"


def clients_of(request):
    """The clients that the signed-in person is or represents now, their own record first.

    Asked once a request: the page and its switch must not differ.
    """
    if not hasattr(request, "acted_for"):
        clients = Client.objects.acted_for_by(request.user)
        request.acted_for = sorted(
            clients, key=lambda one: (one.user_id != request.user.pk, one.name, one.pk)
        )
    return request.acted_for


def as_client(view):
    """The view, called with `client`: oneself, or the client chosen by a representative.

    Authority that has ended is no authority: the choice is looked up anew with each request.
    """

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        clients = clients_of(request)
        if not clients:
            raise Http404
        chosen = request.session.get(CHOICE)
        client = next((one for one in clients if str(one.pk) == chosen), clients[0])
        request.acting_for = client
        return view(request, *args, client=client, **kwargs)

    return wrapped
