"""Two providers side by side, each with their own clients."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from clients.caseload import treated_client
from coordination.presenters.bridge import bridge, named, partners
from providers.acting import as_provider


@require_safe
@as_provider
def bridge_page(request, client_id, provider):
    """About a client of the reader's and another provider, `?with=`: the half of each."""
    client = treated_client(client_id, provider)
    other = named(request.GET.get("with"), provider)
    if other is None:
        shown = {"client": client, "partners": partners(client, provider)}
        return render(request, "coordination/staff/bridge_whom.html", shown)
    shown = {"client": client, "other": other, "bridge": bridge(client, provider, other)}
    return render(request, "coordination/staff/bridge.html", shown)
