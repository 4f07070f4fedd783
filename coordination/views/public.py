"""Pages that everybody may see: help, and the empty page that a quick exit leads to."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe


@login_not_required
@require_safe
def help_page(request):
    """What Accord does and whom to ask."""
    return render(request, "help.html")


# Exempt, so that the button works on error pages and on pages left open for days. A form on
# another site gains nothing: the session's cookie does not travel with it.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def quick_exit(request):
    """An empty page; a POST signs out first, so that going back shows nothing."""
    if request.method == "POST":
        logout(request)
        return redirect("quick_exit")
    return render(request, "empty.html")
