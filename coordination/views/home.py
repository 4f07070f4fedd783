"""A client's own pages: home, and what was written about them."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clients.acting import as_client
from clients.representing import is_own
from coordination.presenters import notes_about_me as notes
from coordination.presenters.home import home_of

ROWS = 20


@require_safe
@as_client
def client_home(request, client):
    """Who can see what, until when; what waits for an answer; what was opened last."""
    page = {
        "home": home_of(client, request.user),
        "client": client,
        "is_own": is_own(request.user, client),
    }
    return render(request, "coordination/client_home.html", page)


@require_safe
@as_client
def client_notes(request, client):
    """Every note about the client that was addressed to somebody, open or not."""
    page = Paginator(notes.told_about(client), ROWS).get_page(request.GET.get("page"))
    shown = {"page": page, "notes": notes.described(page), "client": client}
    return render(request, "coordination/client_notes.html", shown)


@require_safe
@as_client
def client_note(request, share_id, client):
    """One of them: its text where the client reads it, and who opened it when."""
    told = notes.told_or_404(client, share_id)
    body = notes.body_for(told)
    shown = {
        "told": told,
        "body": body,
        "why_not": "" if body else notes.why_not(told),
        "opened": notes.openings_of(told, client=client, viewer=request.user),
    }
    return render(request, "coordination/client_note.html", shown)
