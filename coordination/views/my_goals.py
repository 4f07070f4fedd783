"""A client's own pages about goals: all of them, and one with what to say to it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clients.acting import as_client
from coordination.actions import answer_item
from coordination.forms.answers import AnswerForm
from coordination.presenters import my_goals as presenter

ROWS = 20


@require_safe
@as_client
def my_goals(request, client):
    """The client's goals in words, the newest first."""
    page = Paginator(presenter.goals_of(client), ROWS).get_page(request.GET.get("page"))
    lines = presenter.lines_of(page.object_list, client=client, viewer=request.user)
    shown = {"page": page, "goals": lines, "client": client}
    return render(request, "coordination/my_goals.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@as_client
def my_goal(request, goal_id, client):
    """One goal: who can read it, and the form that agrees or asks for other words."""
    mine = presenter.goal_or_404(client, goal_id, request.user)
    form = _answer_form(request, mine)
    if form is not None and form.is_valid():
        if request.POST.get("text_of") == mine.text_of and answer_item(
            item=mine.item, client=client, by=request.user, **form.cleaned_data
        ):
            messages.success(request, _("Your answer is saved."))
            return redirect("my_goal", goal_id)
        form.add_error(None, _("The words were changed while you wrote. Nothing was saved. Read "
                               "them again, then answer."))  # fmt: skip
        mine = presenter.goal_or_404(client, goal_id, request.user)
    shares = presenter.shares_of(mine, client)
    shown = {"mine": mine, "form": form, "shares": shares, "client": client}
    return render(request, "coordination/my_goal.html", shown)


def _answer_form(request, mine):
    """The form, where there is something to say; who agreed opens it by a link."""
    if not mine.is_read:
        return None
    if request.method == "POST":
        return AnswerForm(request.POST)
    return None if mine.is_agreed and "again" not in request.GET else AnswerForm()
