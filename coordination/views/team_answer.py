"""A provider reads what a client wrote to them, and answers."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coordination.actions import answer_team_message, read_team_message
from coordination.forms.team_answer import TeamAnswerForm
from coordination.presenters import team_messages
from coordination.presenters.staff import people_with
from providers.acting import as_provider

ROWS = 30


@require_safe
@as_provider
def from_clients(request, provider):
    """Everything that clients wrote to the provider, or one of them."""
    client = None
    with suppress(ValueError):
        client = UUID(request.GET.get("client", ""))
    found = team_messages.received(provider, client)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    shown = {"page": page, "lines": team_messages.received_lines(page)}
    return render(request, "coordination/staff/from_clients.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def from_client(request, copy_id, provider):
    """One message: the look at it is in the client's history. And the answer to it."""
    copy = team_messages.own_copy(copy_id, provider)
    form = TeamAnswerForm(request.POST if request.method == "POST" else None)
    read_team_message(copy=copy, by=request.user)
    if form.is_valid():
        if answer_team_message(copy=copy, by=request.user, **form.cleaned_data):
            messages.success(request, _("Answered. Whoever wrote is told that there is an answer."))
        else:
            messages.info(request, _("You have answered this already. Nothing was sent."))
        return redirect("from_client", copy_id)
    client = people_with([copy.message.client_id]).get(copy.message.client_id)
    page = {
        "form": None if copy.answered_at else form,
        "copy": copy,
        "client": client,
        "writer": client and team_messages.writer_of(copy.message, client, request.user),
    }
    return render(request, "coordination/staff/from_client.html", page)
