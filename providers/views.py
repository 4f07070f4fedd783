"""Pages of the directory: everybody reads it, directory admins keep it."""

from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from providers import actions, directory
from providers.acting import as_directory_admin
from providers.forms import (
    InvitationForm,
    MembershipEndForm,
    MembershipForm,
    OrganizationForm,
    OrganizationSearch,
    ProviderForm,
    ProviderSearch,
    ReasonForm,
)

ROWS = 50
MOVED = {
    "activate": gettext_lazy("%(name)s is active from now on."),
    "suspend": gettext_lazy("%(name)s is suspended and can open nothing from now on."),
    "reinstate": gettext_lazy("%(name)s is active again from now on."),
}


@require_safe
def provider_list(request):
    """The providers of the directory, and a form to look for some of them."""
    search = ProviderSearch(request.GET)
    found = directory.search_providers(request.user, **search.criteria)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    columns = [_("Name"), _("Profession"), _("Organization"), _("Standing")]
    found = {"search": search, "page": page, "columns": columns}
    found["to_verify"] = directory.to_verify(request.user)
    return render(request, "providers/provider_list.html", found)


@require_safe
def provider_page(request, provider_id):
    """One provider: what everybody may know, and what those who keep the directory need."""
    entry = directory.entry_of(request.user, provider_id)
    return render(request, "providers/provider_page.html", {"entry": entry})


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def provider_add(request):
    """The form for a new provider; their page once they are entered."""
    form = ProviderForm(_posted(request))
    if form.is_valid():
        with _refusals_in(form):
            provider = actions.add_provider(by=request.user, **form.cleaned_data)
            messages.success(request, _("You added %(name)s.") % {"name": provider})
            return redirect("provider_page", provider.pk)
    return render(request, "providers/provider_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def provider_edit(request, provider_id):
    """The form with what the directory says of a provider."""
    provider = directory.find_provider(request.user, provider_id)
    form = ProviderForm(_posted(request), instance=provider)
    if form.is_valid():
        with _refusals_in(form):
            actions.change_provider(provider=provider, by=request.user, **form.cleaned_data)
            messages.success(request, _("Your changes are saved."))
            return redirect("provider_page", provider.pk)
    return render(request, "providers/provider_form.html", {"form": form, "provider": provider})


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def provider_move(request, provider_id, name):
    """Activates, suspends or reinstates a provider, with a reason."""
    provider = directory.find_provider(request.user, provider_id)
    form = ReasonForm(_posted(request))
    can_be_made = provider.standing == actions.MOVES[name].standing
    if can_be_made and not form.is_valid():
        page = {"form": form, "provider": provider, "move": name}
        return render(request, "providers/standing_form.html", page)
    if can_be_made and actions.move(
        provider=provider, name=name, by=request.user, **form.cleaned_data
    ):
        messages.success(request, MOVED[name] % {"name": provider})
    else:
        messages.info(request, _("Somebody else changed the standing before. Nothing changed now."))
    return redirect("provider_page", provider.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def provider_invite(request, provider_id):
    """Invites a provider to the account that will act as them."""
    entry = directory.entry_of(request.user, provider_id)
    form = InvitationForm(_posted(request), initial={"email": entry.provider.email})
    if form.is_valid():
        with _refusals_in(form):
            facts = form.cleaned_data
            actions.invite_provider(provider=entry.provider, by=request.user, **facts)
            messages.success(request, _("An invitation is on its way to %(email)s.") % facts)
            return redirect("provider_page", provider_id)
    return render(request, "providers/invitation_form.html", {"form": form, "entry": entry})


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def membership_add(request, provider_id):
    """Says that a provider belongs to an organization, from when until when."""
    provider = directory.find_provider(request.user, provider_id)
    organizations = directory.search_organizations(request.user)
    form = MembershipForm(_posted(request), organizations=organizations)
    if form.is_valid():
        with _refusals_in(form):
            actions.begin_membership(provider=provider, by=request.user, **form.facts)
            messages.success(request, _("Your changes are saved."))
            return redirect("provider_page", provider.pk)
    return render(request, "providers/membership_form.html", {"form": form, "provider": provider})


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def membership_end(request, membership_id):
    """Ends a membership, now or on a later day."""
    membership = directory.find_membership(request.user, membership_id)
    form = MembershipEndForm(_posted(request))
    if form.is_valid():
        with _refusals_in(form):
            actions.end_membership(membership=membership, by=request.user, at=form.ends)
            messages.success(request, _("Your changes are saved."))
            return redirect("provider_page", membership.provider_id)
    return render(
        request, "providers/membership_end.html", {"form": form, "membership": membership}
    )


@require_safe
def organization_list(request):
    """The organizations of the directory, and how many belong to each."""
    search = OrganizationSearch(request.GET)
    found = directory.search_organizations(request.user, **search.criteria)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    columns = [_("Name"), _("Kind"), _("Phone"), _("Providers"), ""]
    found = {"search": search, "page": page, "columns": columns}
    return render(request, "providers/organization_list.html", found)


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def organization_add(request):
    """The form for a new organization."""
    form = OrganizationForm(_posted(request))
    if form.is_valid():
        with _refusals_in(form):
            added = actions.add_organization(by=request.user, **form.cleaned_data)
            messages.success(request, _("You added %(name)s.") % {"name": added})
            return redirect("organization_list")
    return render(request, "providers/organization_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def organization_edit(request, organization_id):
    """The form with what the directory says of an organization."""
    kept = directory.find_organization(request.user, organization_id)
    form = OrganizationForm(_posted(request), instance=kept)
    if form.is_valid():
        with _refusals_in(form):
            actions.change_organization(organization=kept, by=request.user, **form.cleaned_data)
            messages.success(request, _("Your changes are saved."))
            return redirect("organization_list")
    return render(request, "providers/organization_form.html", {"form": form, "kept": kept})


def _posted(request):
    return request.POST if request.method == "POST" else None


@contextmanager
def _refusals_in(form):
    """What an action refuses becomes an error of the form, at its field if it has that one."""
    try:
        yield
    except ValidationError as refusal:
        if not hasattr(refusal, "error_dict"):
            form.add_error(None, refusal)
            return
        for field, errors in refusal.error_dict.items():
            form.add_error(field if field in form.fields else None, errors)
