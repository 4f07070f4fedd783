"""What somebody else can open about the client now, as they have it on their screen."""

from functools import partial

from django.shortcuts import render
from django.views.decorators.http import require_safe

from clients.acting import as_client
from coordination.presenters import their_view
from coordination.presenters.stretches import stretch

ROWS = 50


@require_safe
@as_client
def their_list(request, provider_id, client):
    """The list that this provider would find about the client; nobody is told of the look."""
    person = their_view.person_or_404(provider_id, client)
    shares = their_view.seen_by(person, client)
    lines = partial(their_view.seen_lines, client=client)
    page = stretch(shares, request.GET.get("page", ""), lines, ROWS)
    return render(request, "coordination/their_list.html", {"person": person, "page": page})


@require_safe
@as_client
def their_note(request, share_id, client):
    """One of its notes, with all that its recipient is told beside it."""
    shown = their_view.their_note_or_404(share_id, client, request.user)
    return render(request, "coordination/their_note.html", {"shown": shown, "told": shown.told})
