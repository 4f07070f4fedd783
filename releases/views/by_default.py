"""What a practice asks every new client, and the client who wants none of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clients.forms import SearchForm
from providers.acting import as_provider
from providers.finding import addressable_to, find_addressable, one_of, organizations_of
from releases.acting import as_signer
from releases.actions.by_default import refuse_default, set_default, stop_default
from releases.asking import kinds_to_ask_for
from releases.by_default import default_of, partners_of
from releases.forms.by_default import DefaultForm
from releases.models import Purpose, Way

MOST_FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def asked_by_default(request, organization_id, provider):
    """The form, for those who work there now; searching in it loses nothing that is ticked."""
    organization = _own(organization_id, provider)
    default, search = default_of(organization), SearchForm(request.POST)
    if "stop" in request.POST:
        if stop_default(organization=organization, by=request.user):
            messages.success(request, _("New clients are asked nothing by default from now on."))
        return redirect("asked_by_default", organization.pk)
    form = DefaultForm(
        request.POST if request.method == "POST" and "search" not in request.POST else None,
        kinds=kinds_to_ask_for()[0],
        offered=_offered(provider, search.text, request.POST.getlist("partners"), default),
        initial=_chosen(request, default),
    )
    if form.is_valid():
        facts = form.cleaned_data
        set_default(organization=organization, set_by=provider, by=request.user, **facts)
        messages.success(request, _("Every new client is asked this from now on."))
        return redirect("asked_by_default", organization.pk)
    page = {"form": form, "search": search, "organization": organization, "default": default}
    return render(request, "releases/asking/by_default.html", page)


def _own(organization_id, provider):
    """The organization, for those who belong to it now; for everybody else nothing (404)."""
    for one in organizations_of(provider):
        if one.pk == organization_id:
            return one
    raise Http404


def _chosen(request, default):
    """What is ticked: as it was before "Search" was pressed, as it is kept, or as at first."""
    if request.method == "POST":
        several = {name: request.POST.getlist(name) for name in ("partners", "categories")}
        one = {name: request.POST.get(name) for name in ("way", "months")}
        return several | one | {"purposes": request.POST.getlist("purposes")}
    if default is None:
        return {"way": Way.BOTH, "purposes": [Purpose.CARE_COORDINATION], "months": 12}
    names = ("way", "categories", "purposes", "months")
    kept = {name: getattr(default, name) for name in names}
    return kept | {"partners": [str(one.pk) for one in partners_of(default)]}


def _offered(provider, text, ticked, default):
    """Those who are named already, those who are ticked, and those who were found."""
    askable = addressable_to(provider)
    offered = [
        *(partners_of(default).exclude(pk=provider.pk) if default else ()),
        *filter(None, (one_of(askable, pk) for pk in ticked[:MOST_FOUND])),
        *find_addressable(text, by=provider)[:MOST_FOUND],
    ]
    return list(dict.fromkeys(offered))


@require_POST
@as_signer
def not_by_default(request, release):
    """The client is asked nothing by default any more; what waits of it is answered with no."""
    refuse_default(client=release.client, by=request.user)
    messages.success(request, _("You will not be asked this by default any more."))
    return redirect("client_home")
