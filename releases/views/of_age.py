"""For who has come of age: what was agreed for them, to be signed anew or left."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clients.acting import as_client
from clients.representing import is_own
from releases.of_age import agreed_for


@require_safe
@as_client
def agreed_for_me(request, client):
    """What others signed for the client and has ended with the birthday."""
    if not is_own(request.user, client):
        raise Http404
    page = {"client": client, "permissions": agreed_for(client)}
    return render(request, "releases/agreed_for_me.html", page)
