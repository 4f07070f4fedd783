"""Entries of providers: everybody reads them, directory admins keep them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from providers import actions, directory
from providers.acting import as_directory_admin
from providers.forms import ProviderForm, ProviderSearch, ReasonForm
from providers.paging import Stretch
from providers.views.posting import posted, refusals_in

MOVED = {
    "suspend": gettext_lazy("%(name)s is suspended and can open nothing from now on."),
    "reinstate": gettext_lazy("%(name)s is active again from now on."),
}


@require_safe
def provider_list(request):
    """The providers of the directory, and a form to look for some of them."""
    search = ProviderSearch(request.GET)
    found = directory.search_providers(request.user, **search.criteria)
    ranked = bool(search.criteria.get("words", "").strip())
    page = Stretch(found, request.GET.get("after", ""), is_ranked=ranked)
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
    form = ProviderForm(posted(request))
    if form.is_valid():
        with refusals_in(form):
            provider = actions.add_provider(by=request.user, **form.cleaned_data)
            messages.success(request, _("You added %(name)s.") % {"name": provider})
            return redirect("provider_page", provider.pk)
    return render(request, "providers/provider_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def provider_edit(request, provider_id):
    """The form with what the directory says of a provider."""
    provider = directory.find_provider(request.user, provider_id)
    form = ProviderForm(posted(request), instance=provider)
    if form.is_valid():
        with refusals_in(form):
            actions.change_provider(provider=provider, by=request.user, **form.cleaned_data)
            messages.success(request, _("Your changes are saved."))
            return redirect("provider_page", provider.pk)
    return render(request, "providers/provider_form.html", {"form": form, "provider": provider})


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def provider_move(request, provider_id, name):
    """Suspends or reinstates a provider, with a reason."""
    provider = directory.find_provider(request.user, provider_id)
    form = ReasonForm(posted(request))
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
