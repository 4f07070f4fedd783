"""Two clients who show each other what they signed: each says so alone."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.reauthentication import recent_proof_required
from releases.acting import as_signer
from releases.actions.showing import hide_scope, show_scope
from releases.for_clients import permission_of
from releases.forms.showing import OtherPersonForm
from releases.showing import may_show, scopes_shown, shown_now


@require_http_methods(["GET", "HEAD", "POST"])
@as_signer
@recent_proof_required
def each_other(request, release):
    """To whom; or that it was said, and what the other one shows, with one button to end it."""
    if not may_show(release):
        return redirect("release_receipt", release.pk)
    if request.POST.get("step") == "hide":
        hide_scope(release=release, by=request.user)
        messages.success(request, _("From now on you show this to nobody."))
        return redirect("each_other", release.pk)
    sent = request.POST if request.method == "POST" else None
    form = OtherPersonForm(sent, own_address=request.user.email)
    if form.is_valid():
        show_scope(release=release, by=request.user, **form.cleaned_data)
        return redirect("each_other", release.pk)
    page = {"permission": permission_of(release), "form": form, "shown": shown_now(release)}
    if page["shown"]:
        page["scopes"] = scopes_shown(release)
    return render(request, "releases/each_other.html", page)
