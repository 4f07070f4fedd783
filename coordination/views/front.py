"""The front door: everybody's own first page."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from coordination.presenters.front import first_page, nothing_yet


@login_not_required
@require_safe
def front(request):
    """On to where the signed-in person begins; for everybody else, what this is."""
    if not request.user.is_authenticated:
        return render(request, "coordination/client_landing.html")
    if page := first_page(request):
        return redirect(page)
    return render(
        request, "coordination/client_nothing.html", {"sentence": nothing_yet(request.user)}
    )
