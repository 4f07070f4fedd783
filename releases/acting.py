"""Views about one release of a client: it comes with the request, or there is no page."""

from functools import wraps

from django.http import Http404

from clients.acting import clients_of
from clients.representing import keep_acting_for
from releases.models import Release


def as_signer(view):
    """The view, called with `release` in place of its id, for whoever acts for its client now.

    Whichever client was chosen in the switch: a link from a mail names the release alone. Doing
    something to it makes its client the chosen one, so that the next page is about them, too.
    """

    @wraps(view)
    def wrapped(request, release_id, **kwargs):
        clients = {one.pk: one for one in clients_of(request)}
        release = Release.objects.with_stage().filter(client__in=clients, pk=release_id).first()
        if release is None:
            raise Http404
        release.client = request.acting_for = clients[release.client_id]
        if request.method == "POST":
            keep_acting_for(request, release.client)
        return view(request, release=release, **kwargs)

    return wrapped
