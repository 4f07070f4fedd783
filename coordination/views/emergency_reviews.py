"""A privacy officer looks at each emergency access afterwards."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coordination.actions.emergencies import prolong_delay, review_emergency
from coordination.forms.emergencies import DelayForm, VerdictForm
from coordination.presenters import emergency_reviews as presenter
from coordination.views.emergencies import refusals_in
from providers.acting import as_privacy_officer

ROWS = 25


@require_safe
@as_privacy_officer
def officer_emergencies(request):
    """Those that wait for a verdict; or those with one: concerns stay here as incidents."""
    verdict = request.GET.get("state", "")
    found = presenter.queue(request.user, verdict)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    shown = {"page": page, "verdict": verdict}
    shown["lines"] = presenter.described(page, request.user)
    return render(request, "coordination/officer/emergencies.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@as_privacy_officer
def officer_emergency(request, emergency_id):
    """One of them: who, why, what was opened, and the verdict."""
    one = presenter.access_or_404(emergency_id, request.user)
    form = VerdictForm(request.POST if request.method == "POST" else None)
    if one.can_be_judged and form.is_valid():
        with refusals_in(form):
            if review_emergency(access=one.access, by=request.user, **form.cleaned_data):
                messages.success(request, _("Your verdict is kept."))
            else:
                messages.info(request, _("Somebody else gave a verdict before. Nothing changed."))
            return redirect("officer_emergency", emergency_id)
    shown = {"one": one, "form": form, "lines": presenter.lines_about(one.access, request.user)}
    return render(request, "coordination/officer/emergency.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@as_privacy_officer
def officer_emergency_delay(request, emergency_id):
    """The client is told later than was said: why, and when instead."""
    one = presenter.access_or_404(emergency_id, request.user)
    if not one.is_quiet or one.is_own:
        raise Http404
    form = DelayForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            prolong_delay(access=one.access, by=request.user, **form.cleaned_data)
            messages.success(request, _("The client is told later."))
            return redirect("officer_emergency", emergency_id)
    shown = {"one": one, "form": form}
    return render(request, "coordination/officer/emergency_delay.html", shown)
