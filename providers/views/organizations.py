"""Organizations: everybody reads them; directory admins keep them, practice admins their own."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from providers import actions, directory
from providers.acting import as_directory_admin, as_keeper
from providers.forms import OrganizationForm, OrganizationSearch, ReasonForm
from providers.paging import Stretch
from providers.views.posting import posted, refusals_in

MOVES = {
    "deactivate": actions.deactivate_organization,
    "reactivate": actions.reactivate_organization,
}
MOVED = {
    "deactivate": gettext_lazy("%(name)s is deactivated, and nobody belongs to it any more."),
    "reactivate": gettext_lazy("%(name)s is in use again. Add those who belong to it."),
}


@require_safe
def organization_list(request):
    """The organizations of the directory, and how many belong to each."""
    search = OrganizationSearch(request.GET)
    found = directory.search_organizations(request.user, **search.criteria)
    ranked = bool(search.criteria.get("words", "").strip())
    page = Stretch(found, request.GET.get("after", ""), is_ranked=ranked)
    columns = [_("Name"), _("Kind"), _("Phone"), _("Providers")]
    found = {"search": search, "page": page, "columns": columns}
    found["own"] = directory.administered_by(request.user)
    return render(request, "providers/organization_list.html", found)


@require_safe
def organization_page(request, organization_id):
    """One organization: where it is, who belongs to it now."""
    place = directory.place_of(request.user, organization_id)
    return render(request, "providers/organization_page.html", {"place": place})


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def organization_add(request):
    """The form for a new organization."""
    form = OrganizationForm(posted(request))
    if form.is_valid():
        with refusals_in(form):
            added = actions.add_organization(by=request.user, **form.cleaned_data)
            messages.success(request, _("You added %(name)s.") % {"name": added})
            return redirect("organization_page", added.pk)
    return render(request, "providers/organization_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@as_keeper
def organization_edit(request, organization_id):
    """The form with what the directory says of an organization."""
    kept = directory.find_kept_organization(request.user, organization_id)
    form = OrganizationForm(posted(request), instance=kept)
    if form.is_valid():
        with refusals_in(form):
            actions.change_organization(organization=kept, by=request.user, **form.cleaned_data)
            messages.success(request, _("Your changes are saved."))
            return redirect("organization_page", kept.pk)
    return render(request, "providers/organization_form.html", {"form": form, "kept": kept})


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def organization_move(request, organization_id, name):
    """Takes an organization out of use, or puts it back, with a reason."""
    place = directory.place_of(request.user, organization_id)
    kept, form = place.organization, ReasonForm(posted(request))
    if name == place.move and form.is_valid():
        with refusals_in(form):
            if MOVES[name](organization=kept, by=request.user, **form.cleaned_data):
                messages.success(request, MOVED[name] % {"name": kept})
            return redirect("organization_page", kept.pk)
    if name != place.move:
        messages.info(request, _("Somebody else changed this before. Nothing changed now."))
        return redirect("organization_page", kept.pk)
    page = {"form": form, "place": place, "move": name}
    return render(request, "providers/organization_move.html", page)
