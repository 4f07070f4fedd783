"""Being asked how it is going: the question, and how often it comes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clients.acting import as_client
from coordination.actions import choose_rhythm, keep_sharing
from coordination.forms.rhythms import RhythmForm
from coordination.presenters import my_goals, rhythms

ROWS = 20


@require_http_methods(["GET", "HEAD", "POST"])
@as_client
def my_prompt(request, client):
    """How each goal is going; who can read goals now, and whether that shall go on."""
    if request.method == "POST":
        keep_sharing(client=client, by=request.user)
        messages.success(request, _("Nothing changes. Thank you for looking."))
        return redirect("client_home")
    page = Paginator(my_goals.goals_of(client), ROWS).get_page(request.GET.get("page"))
    shown = {
        "client": client,
        "page": page,
        "goals": my_goals.lines_of(page.object_list, client=client, viewer=request.user),
        "permissions": rhythms.permissions_for_goals(client),
        "columns": [_("Who"), _("What"), _("State"), ""],
        "rhythm": rhythms.rhythm_of(request.user, client),
    }
    return render(request, "coordination/my_prompt.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@as_client
def my_rhythm(request, client):
    """How often the question comes; each person's own choice."""
    chosen = rhythms.rhythm_of(request.user, client)
    form = RhythmForm(
        request.POST if request.method == "POST" else None,
        initial={"every": chosen.every if chosen else "never"},
    )
    if form.is_valid():
        choose_rhythm(client=client, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("my_goals")
    return render(request, "coordination/my_rhythm.html", {"form": form, "client": client})
