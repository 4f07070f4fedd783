"""The author of a note answers a request that it is corrected."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coordination.actions import NotCorrectedYetError, answer_amendment
from coordination.forms.amendment_answer import AmendmentAnswerForm
from coordination.presenters import amendments
from providers.acting import as_provider


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def amendment_answer(request, amendment_id, provider):
    """What the client asks, the note beside it, and the answer."""
    amendment = amendments.own_to_answer(amendment_id, provider)
    form = AmendmentAnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _answered(request, amendment, form):
        return redirect("note_page", amendment.item_id)
    (asked,) = amendments.stated_along([amendment])
    page = {"form": form if amendment.is_open else None, "asked": asked, "item": amendment.item}
    return render(request, "coordination/staff/amendment_answer.html", page)


def _answered(request, amendment, form):
    """Whether there is an answer now, this one or an earlier one."""
    try:
        if answer_amendment(amendment=amendment, by=request.user, **form.cleaned_data):
            messages.success(request, _("Answered. The client reads it."))
        else:
            messages.info(request, _("This was answered already. Nothing was sent."))
    except NotCorrectedYetError:
        form.add_error("outcome", _("Change the note first, then say that it is changed"))
        return False
    return True
