"""Checking an entry: what somebody saw, and activating whom it is about."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from providers import actions, directory
from providers.acting import as_directory_admin
from providers.forms import SeveralForm, VerificationForm
from providers.verifying import to_check_at
from providers.views.posting import posted, refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def provider_verify(request, provider_id):
    """Who they are, each licence and the address: what was seen of it, and whether that will do."""
    entry = directory.entry_of(request.user, provider_id)
    can_activate = "activate" in entry.moves
    form = VerificationForm(posted(request), things=entry.things, can_activate=can_activate)
    if form.is_valid():
        with refusals_in(form):
            facts = {"checks": form.checks, "activates": form.activates}
            became = actions.verify(provider=entry.provider, by=request.user, **facts)
            said = _("%(name)s is active from now on.") if became else _("Noted what you saw.")
            messages.success(request, said % {"name": entry.provider})
            return redirect(entry.provider)
    return render(request, "providers/verification_form.html", {"form": form, "entry": entry})


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def organization_verify(request, organization_id):
    """Who belongs to an organization, seen at one place, with one note; it activates them."""
    place = directory.find_organization(request.user, organization_id)
    waiting = list(to_check_at(place))
    form = SeveralForm(posted(request), providers=waiting)
    if form.is_valid():
        with refusals_in(form):
            facts = {"providers": form.providers, "saw": form.cleaned_data["saw"]}
            activated = actions.verify_several(by=request.user, **facts)
            told = {"total": len(form.providers), "activated": activated}
            messages.success(request, _("Noted for %(total)s, %(activated)s became active.") % told)
            return redirect(place)
    page = {"form": form, "place": place, "waiting": waiting}
    return render(request, "providers/verify_several.html", page)
