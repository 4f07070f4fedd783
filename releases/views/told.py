"""What a provider does about a client's release: asking for it anew, writing down a stop."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.reauthentication import recent_proof_required
from providers.acting import as_provider
from releases.actions.changing import ask_for_renewal
from releases.actions.stopping import stop_as_told
from releases.asking import send_again
from releases.forms.told import ToldForm
from releases.involved import of_own_clients
from releases.presenters import facts_of, lines_on
from releases.terms import end_of, latest_end

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_SEND)
@as_provider
def ask_to_renew(request, release_id, provider):
    """The same again for a year, to be signed by the client."""
    release = get_object_or_404(of_own_clients(provider), pk=release_id)
    (line,) = lines_on([release], provider)
    if not line.can_be_renewed:
        return redirect("release_page", release.pk)
    ends = latest_end(timezone.localdate())
    if request.method == "POST":
        asked = ask_for_renewal(
            release=release, proposed_by=provider, by=request.user, expires_at=end_of(ends)
        )
        client = {"name": release.client.short_name}
        if asked:
            messages.success(request, _("We sent your request to %(name)s.") % client)
        else:
            messages.info(
                request, _("%(name)s has this request already. Nothing was sent.") % client
            )
        return redirect("client_page", release.client_id)
    page = {"line": line, "facts": facts_of(line), "ends": ends}
    return render(request, "releases/asking/renewal.html", page)


@require_POST
@as_provider
def ask_again(request, release_id, provider):
    """The same request once more, after it has run out."""
    release = get_object_or_404(of_own_clients(provider).run_out(), pk=release_id)
    client = {"name": release.client.short_name}
    if again := send_again(release, provider, by=request.user):
        messages.success(request, _("We sent your request to %(name)s.") % client)
        return redirect("release_page", again.pk)
    messages.info(request, _("%(name)s has this request already. Nothing was sent.") % client)
    return redirect("client_page", release.client_id)


@require_http_methods(READ_OR_SEND)
@as_provider
@recent_proof_required
def record_stop(request, release_id, provider):
    """How, when and by whom it was said; from then on nobody opens anything under it."""
    release = get_object_or_404(of_own_clients(provider), pk=release_id)
    (line,) = lines_on([release], provider)
    if not line.can_be_stopped:
        return redirect("release_page", release.pk)
    form = ToldForm(
        request.POST if request.method == "POST" else None,
        initial={"told_by": release.client.name, "told_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        if stop_as_told(release=release, by=request.user, **form.cleaned_data):
            messages.success(request, _("Stopped. From now on nobody opens anything under it."))
        return redirect("release_page", release.pk)
    return render(request, "releases/asking/record_stop.html", {"line": line, "form": form})
