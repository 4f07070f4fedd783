"""How a goal is going, for providers: its page, and writing a check-in."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coordination.actions import write_check_in
from coordination.forms.goals import CheckInForm
from coordination.presenters import check_ins
from providers.acting import as_provider
from providers.finding import organizations_of
from releases.presenters import every_kind


@require_safe
@as_provider
def goal_page(request, goal_id, provider):
    """The goal's words and how it is going, what others wrote shown under the lock."""
    wording = check_ins.known_goal(goal_id, provider)
    reader = {"by": request.user, "session_key": request.session.session_key or ""}
    page = check_ins.how_it_goes(wording, provider, **reader)
    page["about"] = check_ins.named(wording)
    page["treats"] = check_ins.treats_client_of(wording, provider)
    page["columns"] = [_("Date"), _("Who"), _("How far"), _("In words")]
    return render(request, "coordination/staff/goal_page.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def check_in_new(request, goal_id, provider):
    """The form of a check-in; then the page that shares it. Whoever does not treat the client
    shares it with the goal's author, and with nobody else."""
    wording = check_ins.known_goal(goal_id, provider)
    treats = check_ins.treats_client_of(wording, provider)
    to = [] if treats or wording.author_id == provider.pk else [wording.author]
    form = CheckInForm(
        request.POST if request.method == "POST" else None,
        kinds=every_kind(),
        holds=wording.categories,
        workplaces=organizations_of(provider),
    )
    if form.is_valid():
        facts = {"goal": wording.goal, "author": provider, "to": to, "by": request.user}
        item = write_check_in(**facts, **form.content())
        messages.success(request, _("Your check-in is saved. The client can read it now."))
        return redirect("note_share", item.pk) if treats else redirect("goal_page", goal_id)
    page = {"form": form, "wording": wording, "to": to, "about": check_ins.named(wording)}
    return render(request, "coordination/staff/check_in_new.html", page)
