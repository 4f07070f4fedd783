"""The directory as other programs read it, and the page that says how."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from providers import directory
from providers.acting import as_keeper
from providers.exchange import answers, describing
from providers.exchange.access import as_reader, nothing, told, unknown


@require_safe
@as_keeper
def exchange(request):
    """How a program reads the directory, for those who make the tokens for it."""
    page = {"base": answers.base(), "kinds": [*answers.KINDS]}
    page["own"] = directory.administered_by(request.user)
    return render(request, "providers/exchange.html", page)


@require_safe
@login_not_required
def openapi(request):
    """The OpenAPI document, which tells of nobody."""
    return JsonResponse(describing.openapi())


@require_safe
@login_not_required
def capability(request):
    """The CapabilityStatement, which tells of nobody."""
    return told(describing.capability())


@require_safe
@as_reader
def fhir_search(request, kind, reader):
    """A page of what is looked for, as a Bundle."""
    return told(answers.searched(kind, request.GET, reader))


@require_safe
@as_reader
def fhir_elsewhere(request, path, reader):
    """What is no resource that we have, said as FHIR says it."""
    return unknown()


@require_safe
@as_reader
def fhir_read(request, kind, resource_id, reader):
    """One resource."""
    found = answers.resource(kind, resource_id, reader)
    return told(found) if found else nothing()
