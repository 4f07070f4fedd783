"""Pages about who is served."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions import resend_invitation
from clients.actions import invite_client, register_client
from clients.caseload import open_invitation, treated_client
from clients.forms import ClientForm, InvitationForm
from providers.acting import as_provider


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def client_new(request, provider):
    """The form for a new client; their page once they are entered."""
    form = ClientForm(
        request.POST if request.method == "POST" else None, initial={"language": "en"}
    )
    if request.method == "POST" and form.is_valid():
        client = register_client(provider=provider, by=request.user, **form.cleaned_data)
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
