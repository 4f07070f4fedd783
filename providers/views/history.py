"""What became of an entry, for those who keep the directory."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from providers import directory
from providers.acting import as_directory_admin
from providers.history import deeds_of, lines_about

ROWS = 50


@require_safe
@as_directory_admin
def provider_history(request, provider_id):
    """Each change of a provider's entry: before and after, who, when and why."""
    return _history(request, directory.find_provider(request.user, provider_id))


@require_safe
@as_directory_admin
def organization_history(request, organization_id):
    """Each change of an organization: before and after, who, when and why."""
    return _history(request, directory.find_organization(request.user, organization_id))


def _history(request, entry):
    page = Paginator(lines_about(entry), ROWS).get_page(request.GET.get("page"))
    shown = {"entry": entry, "page": page, "deeds": deeds_of(page)}
    return render(request, "providers/history.html", shown)
