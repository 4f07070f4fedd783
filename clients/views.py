"""Pages about who is served."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import resend_invitation
from clients.actions import change_unit, form_unit, invite_client, register_client
from clients.caseload import (
    members_treated,
    open_invitation,
    own_unit,
    treated_client,
    who_could_join,
)
from clients.forms import ClientForm, InvitationForm, SearchForm, UnitForm
from clients.welcome import offers_for
from providers.acting import as_provider


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def client_new(request, provider):
    """The form for a new client; their page once they are entered."""
    offers = offers_for(provider)
    form = ClientForm(
        request.POST if request.method == "POST" else None,
        initial={"language": "en"},
        offers=offers,
    )
    if request.method == "POST" and form.is_valid():
        taken = form.cleaned_data.pop("also", ())
        client = register_client(provider=provider, by=request.user, **form.cleaned_data)
        for one in offers:
            one.answer(client, request.user, takes=one.key in taken)
        messages.success(request, _welcome(form.cleaned_data))
        return redirect("client_page", client.pk)
    return render(request, "clients/client_new.html", {"form": form})


def _welcome(entered):
    if entered["email"]:
        return _("You added %(name)s. An invitation is on its way.") % entered
    return _("You added %(name)s. Nobody was invited.") % entered


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def client_invite(request, client_id, provider):
    """The form that invites a client who has no account, or a fresh link for one invited before."""
    client = treated_client(client_id, provider)
    earlier = open_invitation(client, request.user)
    again = request.method == "POST" and "again" in request.POST
    form = InvitationForm(
        request.POST if request.method == "POST" and not again else None, initial={"language": "en"}
    )
    if client.user_id or (again and not earlier):
        return redirect("client_page", client.pk)
    if again or form.is_valid():
        _invite(client, earlier if again else None, form, request.user)
        messages.success(request, _("The invitation is on its way."))
        return redirect("client_page", client.pk)
    page = {"form": form, "client": client, "earlier": earlier}
    return render(request, "clients/client_invite.html", page)


def _invite(client, earlier, form, by):
    if earlier:
        resend_invitation(invitation=earlier, by=by)
    else:
        invite_client(client=client, by=by, **form.cleaned_data)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def unit_new(request, client_id, provider):
    """The form that says with whom a client is seen together."""
    client = treated_client(client_id, provider)
    search, offered = _offered(request, provider, beside=[client.pk])
    form = UnitForm(_sent(request), offered=offered, initial=_typed(request))
    if form.is_valid():
        entered = form.cleaned_data
        members = [client, *entered.pop("joining")]
        unit = form_unit(members=members, provider=provider, by=request.user, **entered)
        return redirect("unit_page", unit.pk)
    page = {"form": form, "search": search, "client": client}
    return render(request, "clients/unit_new.html", page)


@require_safe
@as_provider
def unit_page(request, unit_id, provider):
    """A couple or family that the provider sees together."""
    unit = own_unit(unit_id, provider)
    page = {"unit": unit, "members": members_treated(unit, provider)}
    return render(request, "clients/unit_page.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def unit_change(request, unit_id, provider):
    """Who joins a family; what they are called; what was agreed about secrets."""
    unit = own_unit(unit_id, provider)
    search, offered = _offered(request, provider, beside=unit.memberships.values("client"))
    initial = {"name": unit.name, "secrets": unit.secrets} | _typed(request)
    form = UnitForm(_sent(request), offered=offered, unit=unit, initial=initial)
    if form.is_valid():
        change_unit(unit=unit, by=request.user, **form.cleaned_data)
        return redirect("unit_page", unit.pk)
    page = {"form": form, "search": search, "unit": unit}
    return render(request, "clients/unit_change.html", page)


def _offered(request, provider, beside):
    search, chosen = SearchForm(request.POST), request.POST.getlist("joining")
    return search, who_could_join(provider, search.text, beside=beside, chosen=chosen)


def _sent(request):
    """What was sent to be kept: with "Search" nothing is."""
    return request.POST if request.method == "POST" and "search" not in request.POST else None


def _typed(request):
    """What was typed and ticked before "Search" was pressed, to be there again."""
    typed = {name: one for name, one in request.POST.items() if name in UnitForm.base_fields}
    return typed | {"joining": request.POST.getlist("joining")}
