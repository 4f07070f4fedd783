"""Limits: what the client keeps from somebody, whatever was signed; each can be lifted."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.reauthentication import recent_proof_required
from clients.acting import as_client, clients_of
from clients.representing import chosen_client, keep_acting_for
from releases import limits
from releases.actions.restricting import lift, restrict
from releases.forms.limits import LimitForm

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_safe
@as_client
def limit_list(request, client):
    """What is kept from whom."""
    shown = {"limits": limits.limits_of(client)}
    return render(request, "releases/limit_list.html", shown)


@require_http_methods(READ_OR_SEND)
@as_client
@recent_proof_required
def limit_new(request, client):
    """From whom and what; then what it would close; then it holds."""
    if request.method == "POST":
        # The client on the page that was read, whatever another window has chosen meanwhile.
        client = chosen_client(request)
        keep_acting_for(request, client)
    kinds, kept = limits.kinds_to_choose(client, request.user)
    form = LimitForm(
        request.POST if request.method == "POST" else None,
        people=limits.people_to_choose(client),
        kinds=kinds,
        initial={"whom": request.GET.get("with")},
    )
    page = {"form": form, "client": client}
    if request.POST.get("step") == "change" or not form.is_valid():
        return render(request, "releases/limit_new.html", page)
    facts = limits.facts_of(form, kept)
    if request.POST.get("step") == "set":
        restrict(client=client, by=request.user, **facts)
        messages.success(request, _("From now on this is kept back."))
        return redirect("limit_list")
    page["effects"] = limits.effects_of_limit(client, request.user, **facts)
    return render(request, "releases/limit_check.html", page)


@require_http_methods(READ_OR_SEND)
@as_client
@recent_proof_required
def limit_lift(request, restriction_id, client):
    """What would open again, and one button."""
    restriction = limits.limit_or_404(restriction_id, clients_of(request))
    restriction.client = request.acting_for = next(
        one for one in clients_of(request) if one.pk == restriction.client_id
    )
    if request.method == "POST":
        keep_acting_for(request, restriction.client)
        if lift(restriction=restriction, by=request.user):
            messages.success(request, _("The limit is lifted."))
        else:
            messages.info(request, _("This is not yours to lift, or somebody did already."))
        return redirect("limit_list")
    (limit,) = limits.told([restriction], restriction.client)
    effects = limits.effects_of_lifting(restriction, request.user)
    return render(request, "releases/limit_lift.html", {"limit": limit, "effects": effects})
