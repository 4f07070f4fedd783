"""A privacy officer looks into unusual openings, and writes down what they found."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coordination.actions.reviewing import review
from coordination.forms.officer import ReviewForm
from coordination.presenters import unusual
from providers.acting import as_privacy_officer

ROWS = 25


@require_safe
@as_privacy_officer
def officer_unusual(request):
    """Those that wait to be looked into, or what was found, the latest first."""
    shown = {"rules": list(unusual.rules()), "days": unusual.days_shown()}
    if request.GET.get("state") == "reviewed":
        shown["page"] = Paginator(unusual.reviews(), ROWS).get_page(request.GET.get("page"))
        return render(request, "coordination/officer/reviews.html", shown)
    shown["waiting"], shown["has_more"] = unusual.waiting()
    return render(request, "coordination/officer/unusual.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@as_privacy_officer
def officer_openings(request, line_id):
    """Openings that belong together: their lines, what was found before, and what is found now."""
    rule = request.GET.get("rule", "")
    whole = unusual.whole_or_404(rule, line_id)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        review(rule=rule, line=line_id, by=request.user, **form.cleaned_data)
        messages.success(request, _("What you found is written down."))
        return redirect("officer_unusual")
    columns = [_("When"), _("What happened"), _("Show only")]
    shown = {"whole": whole, "form": form, "columns": columns}
    return render(request, "coordination/officer/openings.html", shown)
