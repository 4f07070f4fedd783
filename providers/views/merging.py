"""Entries that may be one: found, told apart, merged, and two again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from providers import actions, directory, duplicates
from providers.acting import as_directory_admin
from providers.forms import MergeForm
from providers.importing import showing
from providers.models import Organization, Provider
from providers.views.posting import posted, refusals_in


@require_safe
@as_directory_admin
def duplicate_list(request):
    """Pairs of the whole directory, or of what an import made, that may be one: people, or
    organizations."""
    of_places = request.GET.get("of") == "organizations"
    model = Organization if of_places else Provider
    made_by = showing.import_named(request.user, request.GET.get("import", ""))
    after = request.GET.get("after", "")
    page = duplicates.pairs_after(model, after, made_by=made_by)
    shown = {"page": page, "of_places": of_places, "after": after, "made_by": made_by}
    return render(request, "providers/duplicate_list.html", shown)


@require_safe
@as_directory_admin
def provider_look_alikes(request, provider_id):
    """Who may be the same person as this one."""
    return _of_one(request, directory.find_provider(request.user, provider_id))


@require_safe
@as_directory_admin
def organization_look_alikes(request, organization_id):
    """Which may be the same organization as this one."""
    return _of_one(request, directory.find_organization(request.user, organization_id))


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def provider_merge(request, provider_id):
    """Makes one of two entries of a person: this one goes on, `with` says which is absorbed."""
    return _merge(request, directory.find_provider(request.user, provider_id))


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def organization_merge(request, organization_id):
    """Makes one of two entries of an organization: this one goes on."""
    return _merge(request, directory.find_organization(request.user, organization_id))


@require_POST
@as_directory_admin
def provider_apart(request, provider_id):
    """Says that these are two people."""
    return _apart(request, directory.find_provider(request.user, provider_id))


@require_POST
@as_directory_admin
def organization_apart(request, organization_id):
    """Says that these are two organizations."""
    return _apart(request, directory.find_organization(request.user, organization_id))


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def merge_undo(request, merge_id):
    """Makes two entries of one again."""
    merge, refused = duplicates.find_merge(merge_id), []
    if request.method == "POST":
        try:
            actions.undo_merge(merge=merge, by=request.user)
        except ValidationError as refusal:
            refused = refusal.messages
        else:
            messages.success(request, _("The merge is undone. Both entries are as before it."))
            return redirect(merge.absorbed)
    return render(request, "providers/merge_undo.html", {"merge": merge, "refused": refused})


def _of_one(request, entry):
    pairs = duplicates.pairs_of(entry)
    return render(request, "providers/look_alikes.html", {"entry": entry, "pairs": pairs})


def _merge(request, survivor):
    absorbed = duplicates.other_than(survivor, request.GET.get("with", ""))
    if absorbed is None:
        return redirect(f"{survivor._meta.model_name}_look_alikes", survivor.pk)
    if survivor.merged_into_id or absorbed.merged_into_id:
        messages.info(request, _("Somebody else merged these before. Nothing changed now."))
        return redirect(absorbed)
    form = MergeForm(posted(request), survivor=survivor, absorbed=absorbed)
    if form.is_valid():
        with refusals_in(form):
            actions.merge(survivor=survivor, absorbed=absorbed, by=request.user, **form.facts)
            messages.success(request, _("The two entries are one now."))
            return redirect(survivor)
    way = f"{resolve_url(request.resolver_match.view_name, absorbed.pk)}?with={survivor.pk}"
    page = {"form": form, "survivor": survivor, "the_other_way": way}
    page["pair"] = duplicates.beside(survivor, absorbed)
    return render(request, "providers/merge_form.html", page)


def _apart(request, one):
    other = duplicates.other_than(one, request.POST.get("with", ""))
    if other:
        actions.tell_apart(one=one, other=other, by=request.user)
        messages.success(request, _("Noted: they are two. This pair is not shown again."))
    return redirect("duplicate_list")
