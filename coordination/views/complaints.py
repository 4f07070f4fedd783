"""“This looks wrong”: a client reports a line of the access history, and reads the answer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clients.acting import as_client, clients_of
from clients.representing import keep_acting_for
from coordination.actions.complaining import complain
from coordination.forms.complaints import ComplaintForm
from coordination.presenters import complaints

ROWS = 20


@require_http_methods(["GET", "HEAD", "POST"])
@as_client
def complaint_new(request, line_id, client):
    """Which line, in words if one likes; then it is sent."""
    line, client = complaints.line_or_404(line_id, clients_of(request), request.user)
    request.acting_for = client
    form = ComplaintForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        keep_acting_for(request, client)
        complain(client=client, line=line.key, by=request.user, **form.cleaned_data)
        messages.success(request, _("Sent to the privacy officer of your practice."))
        return redirect("complaint_list")
    return render(request, "coordination/complaint_new.html", {"form": form, "line": line})


@require_safe
@as_client
def complaint_list(request, client):
    """What one reported, and what was answered."""
    own = complaints.own_complaints(request.user, client)
    page = Paginator(own, ROWS).get_page(request.GET.get("page"))
    reported = complaints.described(page, client=client, viewer=request.user)
    shown = {"page": page, "reported": reported}
    return render(request, "coordination/complaint_list.html", shown)
