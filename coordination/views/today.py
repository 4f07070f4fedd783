"""The first page of a provider's day."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from coordination.presenters.today import today as work_list
from providers.acting import as_provider


@require_safe
@as_provider
def today(request, provider):
    """What waits for somebody, what ends soon, what is new, what is held."""
    return render(
        request, "coordination/staff/today.html", {"today": work_list(provider, request.user)}
    )
