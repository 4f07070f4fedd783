"""Who belongs where."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from providers import actions, directory
from providers.acting import as_keeper
from providers.forms import MembershipEndForm, MembershipForm, OrganizationSearch
from providers.views.posting import posted, refusals_in

MOST = 100
"""Organizations to choose from at once; beyond, one looks for them by name."""


@require_http_methods(["GET", "HEAD", "POST"])
@as_keeper
def membership_add(request, provider_id):
    """Says that a provider belongs to an organization, from when until when."""
    provider = directory.find_provider(request.user, provider_id)
    search = OrganizationSearch(request.GET)
    organizations = directory.kept_by(request.user)
    found = list(directory.kept_by(request.user, **search.criteria)[: MOST + 1])
    form = MembershipForm(posted(request), organizations=organizations, shown=found[:MOST])
    if form.is_valid():
        with refusals_in(form):
            actions.begin_membership(provider=provider, by=request.user, **form.facts)
            messages.success(request, _("Your changes are saved."))
            return redirect("provider_page", provider.pk)
    page = {"form": form, "provider": provider, "search": search}
    page["are_many"] = len(found) > MOST or bool(search.criteria.get("words"))
    return render(request, "providers/membership_form.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@as_keeper
def membership_end(request, membership_id):
    """Ends a membership, now or on a later day."""
    membership = directory.find_membership(request.user, membership_id)
    form = MembershipEndForm(posted(request))
    if form.is_valid():
        with refusals_in(form):
            actions.end_membership(membership=membership, by=request.user, at=form.ends)
            messages.success(request, _("Your changes are saved."))
            return redirect("provider_page", membership.provider_id)
    return render(
        request, "providers/membership_end.html", {"form": form, "membership": membership}
    )
