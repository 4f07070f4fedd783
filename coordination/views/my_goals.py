"""A client's own pages about goals: all of them, and one with what to say to it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from clients.acting import as_client
from coordination.actions import answer_item
from coordination.forms.answers import AnswerForm, MyCheckInForm, ReplyForm, Said
from coordination.presenters import my_check_ins
from coordination.presenters import my_goals as presenter

ROWS = 20
CHANGED = gettext_lazy(
    "The words were changed while you wrote. Nothing was saved. Read them again, then answer."
)


@require_safe
@as_client
def my_goals(request, client):
    """The client's goals in words, the newest first."""
    page = Paginator(presenter.goals_of(client), ROWS).get_page(request.GET.get("page"))
    lines = presenter.lines_of(page.object_list, client=client, viewer=request.user)
    words = presenter.words_of(client, viewer=request.user)
    shown = {"page": page, "goals": lines, "words": words, "client": client}
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
        form.add_error(None, CHANGED)
        mine = presenter.goal_or_404(client, goal_id, request.user)
    shown = {"mine": mine, "form": form, "client": client}
    shown["shares"] = presenter.shares_of(mine, client)
    shown["columns"] = [_("Date"), _("Who"), _("How far"), _("In words")]
    shown |= my_check_ins.how_it_goes(mine, client=client, viewer=request.user)
    return render(request, "coordination/my_goal.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@as_client
def my_check_in(request, goal_id, client):
    """How far it is, in a number and perhaps in words; for the goal's author to read."""
    mine = presenter.goal_or_404(client, goal_id, request.user, is_read=True)
    form = MyCheckInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = {"said": Said.CHECK_IN, **form.cleaned_data}
        if answer_item(item=mine.item, client=client, by=request.user, **said):
            messages.success(request, _("Your check-in is saved."))
            return redirect("my_goal", goal_id)
        form.add_error(None, CHANGED)
    page = {"mine": mine, "form": form, "client": client}
    return render(request, "coordination/my_check_in.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@as_client
def my_reply(request, item_id, client):
    """What a provider said about how it is going, and a reply to it."""
    step = my_check_ins.check_in_or_404(client, item_id)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = {"said": Said.REPLY, **form.cleaned_data}
        if answer_item(item=step.item, client=client, by=request.user, **said):
            messages.success(request, _("Your reply is saved."))
            return redirect("my_goal", step.item.goal_id)
        form.add_error(None, CHANGED)
    page = {"step": step, "form": form, "client": client}
    return render(request, "coordination/my_reply.html", page)


def _answer_form(request, mine):
    """The form, where there is something to say; who agreed opens it by a link."""
    if not mine.is_read:
        return None
    if request.method == "POST":
        return AnswerForm(request.POST)
    return AnswerForm() if mine.answer is None or "again" in request.GET else None
