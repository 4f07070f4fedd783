"""Goals, for those who treat the client: the list, and writing one down."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clients.caseload import treated_client
from coordination.actions import set_goal
from coordination.forms.goals import GoalForm, TermForm
from coordination.presenters import goals
from providers.acting import as_provider
from providers.finding import organizations_of
from releases.notify import minors_own
from releases.presenters import every_kind, kind_labels, labels

ROWS = 20


@require_safe
@as_provider
def goal_list(request, client_id, provider):
    """The provider's own goals with the client, in words, and which of others' can be opened."""
    client = treated_client(client_id, provider)
    own = Paginator(goals.own_goals(client, provider), ROWS).get_page(request.GET.get("page"))
    page = {
        "client": client,
        "page": own,
        "own": goals.own_lines(own.object_list),
        "others": goals.goals_of_others(client, provider),
        "words": goals.own_lines(goals.own_goals(client, provider, goals.TERM)[: goals.MOST]),
        "words_of_others": goals.goals_of_others(client, provider, goals.TERM),
    }
    return render(request, "coordination/staff/goal_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def goal_new(request, client_id, provider):
    """The form of a goal; then its page. From then on the client reads and answers it."""
    said = _("The goal is saved. %(name)s can read it now, and answer.")
    return _put_before(
        request, client_id, provider, GoalForm, said, "coordination/staff/goal_new.html"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def term_new(request, client_id, provider):
    """The form of an agreed word; the client reads and answers it as a goal."""
    said = _("The word is saved. %(name)s can read it now, and answer.")
    return _put_before(
        request, client_id, provider, TermForm, said, "coordination/staff/term_new.html"
    )


def _put_before(request, client_id, provider, form_class, said, template):
    client = treated_client(client_id, provider)
    form = form_class(
        request.POST if request.method == "POST" else None,
        kinds=every_kind(),
        workplaces=organizations_of(provider),
    )
    if form.is_valid():
        whose = {"client": client, "author": provider, "by": request.user}
        item = set_goal(**whose, kind=form.settled["kind"], **form.content())
        messages.success(request, said % {"name": client.short_name})
        return redirect("note_page", item.pk)
    page = {"form": form, "client": client}
    page["own_kinds"] = labels(minors_own(client), kind_labels())
    return render(request, template, page)
