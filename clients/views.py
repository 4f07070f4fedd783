"""Pages about who is served."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clients.actions import register_client
from clients.forms import ClientForm
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
