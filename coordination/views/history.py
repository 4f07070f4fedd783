"""Everything that the ledger holds about a client: on pages, to print, and as a file."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clients.acting import as_client
from coordination.presenters.accounting import as_csv
from coordination.presenters.history import entries_of, sought_in
from coordination.presenters.ledger import lines_of

ROWS = 25
MOST_PRINTED = 1_000


@require_safe
@as_client
def access_history(request, client):
    """Every line as a sentence, newest first; by person, by what happened, of some days."""
    sought = sought_in(request.GET, client=client, viewer=request.user)
    page = Paginator(entries_of(client, sought), ROWS).get_page(request.GET.get("page"))
    lines = lines_of(page, client=client, viewer=request.user)
    shown = {"page": page, "lines": lines, "sought": sought}
    return render(request, "coordination/client_history.html", shown)


@require_safe
@as_client
def accounting(request, client):
    """What is sought, on one page to print."""
    sought = sought_in(request.GET, client=client, viewer=request.user)
    found = list(entries_of(client, sought)[: MOST_PRINTED + 1])
    lines = lines_of(found[:MOST_PRINTED], client=client, viewer=request.user)
    shown = {"client": client, "lines": lines, "sought": sought}
    shown |= {"most": MOST_PRINTED, "has_more": len(found) > MOST_PRINTED}
    return render(request, "coordination/client_accounting.html", shown)


@require_safe
@as_client
def history_file(request, client):
    """What is sought, as a CSV file under a name that tells nothing."""
    sought = sought_in(request.GET, client=client, viewer=request.user)
    lines = as_csv(entries_of(client, sought), client=client, viewer=request.user)
    headers = {"Content-Disposition": 'attachment; filename="accord-history.csv"'}
    return HttpResponse("".join(lines), content_type="text/csv; charset=utf-8", headers=headers)
