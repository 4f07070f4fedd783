"""Emergency access: beginning one, what it reaches, and opening one note after the other."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.reauthentication import recent_proof_required
from coordination import emergencies
from coordination.actions.emergencies import begin_emergency, open_in_emergency
from coordination.forms.emergencies import EmergencyForm
from coordination.presenters import emergencies as presenter
from providers.acting import as_provider
from providers.views.posting import refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
@recent_proof_required
def emergency_new(request, provider):
    """The form, for those whose organization has it on; then what it reaches, for two hours."""
    places = emergencies.places_with_it_on(provider)
    if not places:
        raise Http404
    client = presenter.own_client(request.GET.get("client", ""), provider)
    form = EmergencyForm(
        request.POST if request.method == "POST" else None, places=places, client=client
    )
    if form.is_valid():
        with refusals_in(form):
            begun = begin_emergency(client=client, **form.facts())
            if begun:
                return redirect("emergency_page", begun)
            form.add_error(None, _("Emergency access can't be used here for this client. Check the "
                                   "name and the date of birth, call a colleague who treats them, "
                                   "or call the emergency services."))  # fmt: skip
    shown = {"form": form, "client": client, "places": places}
    return render(request, "coordination/staff/emergency_new.html", shown)


@require_safe
@as_provider
def emergency_page(request, emergency_id, provider):
    """What can be opened now, never a body; a 404 once the access is closed."""
    access = presenter.access_or_404(emergency_id)
    notes = presenter.notes_of(access)
    shown = {"access": access, "notes": notes}
    return render(request, "coordination/staff/emergency_page.html", shown)


@require_safe
@as_provider
def emergency_note(request, item_id, provider):
    """One note, shown under the locks that keep whatever would close it waiting."""
    opened = open_in_emergency(item_id=item_id)
    access = presenter.access_or_404(opened.access)
    shown = {"access": access, "note": presenter.opened_note(opened, access)}
    return render(request, "coordination/staff/emergency_note.html", shown)
