"""Everything that the ledger holds about a client."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clients.acting import as_client
from coordination.presenters.history import entries_of, sought_in
from coordination.presenters.ledger import lines_of

ROWS = 25


@require_safe
@as_client
def access_history(request, client):
    """Every line as a sentence, newest first; by person, by what happened."""
    sought = sought_in(request.GET, client=client, viewer=request.user)
    page = Paginator(entries_of(client, sought), ROWS).get_page(request.GET.get("page"))
    lines = lines_of(page, client=client, viewer=request.user)
    shown = {"page": page, "lines": lines, "sought": sought}
    return render(request, "coordination/client_history.html", shown)
