"""The people whom a provider knows: the list, and the page of one."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from clients.caseload import named_like
from clients.forms import SearchForm
from coordination.emergencies import places_with_it_on
from coordination.presenters import client_page as presenter
from providers.acting import as_provider
from releases.acquaintance import clients_known_to, known_client

ROWS = 30


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def client_list(request, provider):
    """Whom the provider treats, and whom a release lets them know, by name.

    A search comes by POST: addresses are kept in histories and logs, where no client's name goes.
    """
    search = SearchForm(request.POST)
    found = named_like(clients_known_to(provider), search.text)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    shown = {"page": page, "rows": presenter.rows(page, provider), "search": search}
    shown["has_emergency"] = bool(places_with_it_on(provider))
    return render(request, "coordination/staff/client_list.html", shown)


@require_safe
@as_provider
def client_page(request, client_id, provider):
    """What the provider may know of this client; for somebody they don't know, nothing (404)."""
    client = known_client(client_id, provider)
    shown = {"page": presenter.client_page(client, provider), "client": client}
    shown["has_emergency"] = bool(places_with_it_on(provider))
    if shown["page"].is_treated:
        notes = Paginator(presenter.notes_about(client, provider), presenter.NOTES)
        shown["notes_page"] = notes.get_page(request.GET.get("page"))
        shown["notes"] = presenter.notes_shown(shown["notes_page"].object_list, provider)
    return render(request, "coordination/staff/client_page.html", shown)
