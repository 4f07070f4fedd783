"""Ending the treatment of a client."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.reauthentication import recent_proof_required
from clients.actions import end_treatment
from clients.caseload import treated_client
from coordination.presenters.ending import effects_of_ending
from providers.acting import as_provider


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
@recent_proof_required
def treatment_end(request, client_id, provider):
    """What closes with it, and one button; no reason is asked."""
    client = treated_client(client_id, provider)
    if request.method == "POST":
        end_treatment(client=client, provider=provider, by=request.user)
        messages.success(request, _("The treatment of %(name)s has ended.") % {"name": client.name})
        return redirect("client_list")
    ending = effects_of_ending(client, provider, request.user)
    page = {"client": client, "ending": ending}
    return render(request, "coordination/staff/treatment_end.html", page)
