"""Finding something among what the provider wrote and what others shared."""

from functools import partial

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from coordination.forms.finding import FindForm, WordsForm
from coordination.presenters import finding
from coordination.presenters.staff import received_lines
from coordination.presenters.stretches import stretch
from providers.acting import as_provider
from releases.acquaintance import clients_known_to
from releases.presenters import every_kind

ROWS = 30


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def find(request, provider):
    """One's own, or what others shared, by client, sort, kind and date; one's own by words, too."""
    form = FindForm(request.GET, clients=clients_known_to(provider), kinds=every_kind())
    words = WordsForm(request.POST)
    mine = finding.own(provider, form.criteria, words.text)
    theirs = finding.received(provider, form.criteria)
    of_others = request.GET.get("of") == "others" and not words.text
    own_lines = partial(finding.own_lines, provider=provider)
    found, lines_of = (theirs, received_lines) if of_others else (mine, own_lines)
    shown = {
        "filter": form,
        "words": words,
        "of_others": of_others,
        "mine": finding.total(mine),
        "theirs": finding.total(theirs),
        "page": stretch(found, request.GET.get("page", ""), lines_of, ROWS),
    }
    return render(request, "coordination/staff/find.html", shown)
