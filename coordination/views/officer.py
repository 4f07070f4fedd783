"""A privacy officer's work: how things stand; what clients report, and the answers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coordination.actions.complaining import answer
from coordination.forms.officer import AnswerForm
from coordination.presenters import officer
from coordination.presenters.oversight import overview
from providers.acting import as_privacy_officer

ROWS = 25


@require_safe
@as_privacy_officer
def officer_overview(request):
    """How the ledger was found last, and what waits."""
    return render(request, "coordination/officer/overview.html", {"overview": overview()})


@require_safe
@as_privacy_officer
def officer_complaints(request):
    """What waits for an answer, the oldest first; or what was answered, the latest first."""
    answered = request.GET.get("state") == "answered"
    found = officer.answered_complaints() if answered else officer.open_complaints()
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    shown = {"page": page, "answered": answered}
    return render(request, "coordination/officer/complaints.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@as_privacy_officer
def officer_complaint(request, complaint_id):
    """One of them: the line, the words, and the answer."""
    complaint = officer.complaint_or_404(complaint_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if answer(complaint=complaint, by=request.user, **form.cleaned_data):
            messages.success(request, _("Your answer is sent."))
        else:
            messages.info(
                request, _("This was answered already, or you reported it yourself. Nothing sent.")
            )
        return redirect("officer_complaint", complaint_id)
    shown = {"told": officer.told(complaint, request.user), "form": form}
    return render(request, "coordination/officer/complaint.html", shown)
