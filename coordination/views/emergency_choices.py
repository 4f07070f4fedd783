"""Who says whether emergency access may be used: the practice, and before it the client."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.reauthentication import recent_proof_required
from clients.acting import as_client
from clients.representing import chosen_client, keep_acting_for
from coordination import emergencies
from coordination.actions.emergencies import bar_emergency, switch_emergency
from coordination.forms.emergencies import SwitchForm
from coordination.presenters import emergency_choices as presenter
from providers.acting import as_directory_admin
from providers.directory import find_organization
from providers.views.posting import refusals_in

ON, OFF = "on", "off"


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
@recent_proof_required
def emergency_switch(request, organization_id):
    """On or off for an organization, with what was before."""
    organization = find_organization(request.user, organization_id)
    is_on, form = emergencies.is_on(organization), SwitchForm(request.POST or None)
    turned = request.POST.get("turn")
    if turned in (ON, OFF) and is_on is not (turned == ON):
        with refusals_in(form):
            switch_emergency(organization=organization, is_on=turned == ON, by=request.user)
            messages.success(request, _("Your changes are saved."))
            return redirect("emergency_switch", organization.pk)
    shown = {"organization": organization, "is_on": is_on, "form": form}
    shown["history"] = presenter.history_of(organization)
    return render(request, "coordination/staff/emergency_switch.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@as_client
@recent_proof_required
def emergency_wish(request, client):
    """The client's own word that nobody may use emergency access for them, and taking it back."""
    if request.method == "POST":
        client = chosen_client(request)
        keep_acting_for(request, client)
        request.acting_for = client
    is_barred = emergencies.is_barred(client)
    may_say = presenter.may_say(request.user, client)
    wish = request.POST.get("wish")
    if may_say and wish in (ON, OFF) and is_barred is not (wish == OFF):
        bar_emergency(client=client, is_barred=wish == OFF, by=request.user)
        messages.success(request, _("Your choice is saved. It holds from now on."))
        return redirect("emergency_wish")
    shown = {"client": client, "is_barred": is_barred, "may_say": may_say}
    return render(request, "coordination/emergency_wish.html", shown)
