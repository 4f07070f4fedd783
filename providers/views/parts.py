"""Addresses and licences: of a provider or an organization, each on a form of its own."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from providers import actions, directory
from providers.acting import as_directory_admin, as_keeper
from providers.forms import LicenceForm, LocationForm
from providers.views.posting import posted, refusals_in

TEMPLATES = {
    LicenceForm: "providers/licence_form.html",
    LocationForm: "providers/location_form.html",
}


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def provider_location_add(request, provider_id):
    """The form for another address of a provider."""
    provider = directory.find_provider(request.user, provider_id)
    return _add(request, provider, LocationForm, actions.add_location)


@require_http_methods(["GET", "HEAD", "POST"])
@as_keeper
def organization_location_add(request, organization_id):
    """The form for another address of an organization."""
    organization = directory.find_kept_organization(request.user, organization_id)
    return _add(request, organization, LocationForm, actions.add_location)


@require_http_methods(["GET", "HEAD", "POST"])
@as_keeper
def location_edit(request, location_id):
    """The form with an address, and a way to take it away."""
    location = directory.find_location(request.user, location_id)

    def change(**facts):
        return actions.change_location(location=location, **facts)

    def drop(**facts):
        return actions.drop_location(location=location, **facts)

    return _edit(request, location.owner, LocationForm, location, change, drop)


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def licence_add(request, provider_id):
    """The form for another licence of a provider."""
    provider = directory.find_provider(request.user, provider_id)
    return _add(request, provider, LicenceForm, actions.add_licence)


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def licence_edit(request, licence_id):
    """The form with a licence, and a way to take it away."""
    licence = directory.find_licence(request.user, licence_id)

    def change(**facts):
        return actions.change_licence(licence=licence, **facts)

    def drop(**facts):
        return actions.drop_licence(licence=licence, **facts)

    return _edit(request, licence.provider, LicenceForm, licence, change, drop)


def _add(request, of, form_class, action):
    form = form_class(posted(request))
    if form.is_valid():
        with refusals_in(form):
            action(of=of, by=request.user, **form.cleaned_data)
            messages.success(request, _("Your changes are saved."))
            return redirect(of)
    return _show(request, of, form)


def _edit(request, of, form_class, part, change, drop):
    if "remove" in request.POST:
        drop(by=request.user)
        messages.success(request, _("Your changes are saved."))
        return redirect(of)
    form = form_class(posted(request), instance=part)
    if form.is_valid():
        with refusals_in(form):
            change(by=request.user, **form.cleaned_data)
            messages.success(request, _("Your changes are saved."))
            return redirect(of)
    return _show(request, of, form, part)


def _show(request, of, form, part=None):
    page = {"form": form, "of": of, "part": part}
    return render(request, TEMPLATES[type(form)], page)
