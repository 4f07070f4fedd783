"""A client begins to share with somebody, without being asked."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from clients.acting import as_client
from clients.forms import SearchForm
from clients.representing import chosen_client, is_own, keep_acting_for
from providers.finding import addressed, find_addressable
from releases import starting
from releases.acting import as_signer
from releases.changing import kinds_for
from releases.for_clients import permission_of
from releases.forms.starting import DraftForm, StartForm
from releases.views.review import keep, later, unanswered, unfixed

MOST_FOUND = 20
READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_SEND)
@as_client
def share_with(request, client):
    """Whom, then what and for how long; from there on it is signed like what was asked for."""
    if request.method == "POST":
        # The client on the page that was read, whatever another window has chosen meanwhile.
        client = request.acting_for = chosen_client(request)
        keep_acting_for(request, client)
    other = addressed(request.GET.get("with"), by=None)
    mine = starting.who_treats(client)
    mine = mine.exclude(pk=other.pk) if other else mine
    if other is None or not mine:
        return _whom(request, client, other)
    form = _form(request, client, other, mine)
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        wanted = starting.Start(
            client, other, entered["mine"], entered["way"], form.scope, entered["alone"]
        )
        first, *_others = wanted.drafts(by=request.user)
        return later(request) if "later" in request.POST else redirect("review_check", first.pk)
    page = {"form": form, "client": client, "other": other}
    return render(request, "releases/review_start.html", page)


def _whom(request, client, other):
    search = SearchForm(request.GET)
    page = {
        "client": client,
        "is_own": is_own(request.user, client),
        "alone": other,
        "search": search,
        "found": find_addressable(search.text, by=None)[:MOST_FOUND],
        "treating": starting.who_treats(client),
        "before": starting.named_before(client),
    }
    return render(request, "releases/review_start_whom.html", page)


def _form(request, client, other, mine):
    together, alone = starting.kinds_to_share(client, request.user)
    return StartForm(
        request.POST if request.method == "POST" else None,
        kinds=together,
        alone=alone,
        mine=mine,
        other=other,
        whose="" if is_own(request.user, client) else client.short_name,
    )


@require_http_methods(READ_OR_SEND)
@as_signer
@unanswered
@unfixed
def share_draft(request, release):
    """The kinds, the reason and the dates of what the client began, as long as it is not signed."""
    if not release.is_own_start:
        return redirect("review", release.pk)
    named = ("categories", "purposes", "reason", "information_from", "information_until")
    form = DraftForm(
        request.POST if request.method == "POST" else None,
        release=release,
        kinds=kinds_for(release),
        initial={name: getattr(release, name) for name in named},
    )
    if request.method == "POST" and form.is_valid():
        scope = form.scope
        return keep(request, release, "review_check", asked_categories=scope["categories"], **scope)
    page = {"form": form, "release": release, "permission": permission_of(release)}
    return render(request, "releases/review_draft.html", page)
