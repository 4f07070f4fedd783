"""The provider's side of releases: asking for one, finding it again, reading it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clients.caseload import treated_client
from clients.forms import SearchForm
from ledger.clock import clock
from providers.acting import as_provider
from providers.finding import addressed, find_addressable
from releases import asking
from releases.acquaintance import treats
from releases.forms.asking import AskForm
from releases.involved import TABS, involving, may_have_record, readable_by
from releases.notify import minors_own
from releases.presenters import facts_of, lines_of, lines_on
from releases.validity import defects

ROWS = 30
MOST_FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def ask_for_release(request, client_id, provider):
    """Whom, what, how it reads: a request in three steps, all of it in the address and the form."""
    client = treated_client(client_id, provider)
    other = addressed(request.GET.get("with"), by=provider)
    if other is None:
        return _choose(request, client, provider)
    form = _form(request, client, other)
    page = {
        "form": form,
        "client": client,
        "other": other,
        "already": lines_of(asking.already_between(client, provider, other), provider),
        "signing": asking.signing(client, form.chosen),
    }
    step = request.POST.get("step")
    if step == "change" or not form.is_valid():
        return render(request, "releases/asking/what.html", page)
    way, alone = form.cleaned_data["way"], form.cleaned_data["alone"]
    wanted = asking.Request(client, provider, other, way, form.scope, alone)
    if step == "send":
        return _send(request, wanted)
    page["drafts"] = asking.preview(wanted, by=request.user)
    return render(request, "releases/asking/preview.html", page)


def _choose(request, client, provider):
    search = SearchForm(request.GET)
    found = find_addressable(search.text, by=provider)[:MOST_FOUND]
    so_far = asking.partners_so_far(client, provider)
    page = {"client": client, "search": search, "found": found, "so_far": so_far}
    return render(request, "releases/asking/whom.html", page)


def _form(request, client, other):
    """The form as it was sent, or as a link fills it in: `?way=` and `?kinds=`."""
    way = request.GET.get("way", asking.Way.TELL)
    initial = {"way": way, "categories": request.GET.getlist("kinds")}
    return AskForm(
        request.POST if request.method == "POST" else None,
        kinds=asking.kinds_to_ask_for(),
        own=minors_own(client),
        client=client,
        other=other,
        other_treats=treats(other, client),
        initial=initial,
    )


def _send(request, wanted):
    client = {"name": wanted.client.short_name}
    if asking.send(wanted, by=request.user):
        messages.success(request, _("We sent your request to %(name)s.") % client)
    else:
        messages.info(request, _("%(name)s has this request already. Nothing was sent.") % client)
    return redirect("client_page", wanted.client.pk)


@require_safe
@as_provider
def release_list(request, provider):
    """Every release that involves the provider, newest first."""
    tab = request.GET.get("state") if request.GET.get("state") in TABS else ""
    page = Paginator(involving(provider, tab), ROWS).get_page(request.GET.get("page"))
    shown = {"page": page, "lines": lines_on(page, provider), "tabs": TABS, "tab": tab}
    return render(request, "releases/asking/release_list.html", shown)


@require_safe
@as_provider
def release_page(request, release_id, provider):
    """One release: what it says, where it stands, and the words that were signed."""
    release = get_object_or_404(readable_by(provider), pk=release_id)
    (line,) = lines_on([release], provider)
    own = treats(provider, release.client)
    page = {
        "line": line,
        "facts": facts_of(line),
        "problems": defects(release, clock()),
        "signatures": release.signatures.all(),
        "treats": own,
        "can_ask_again": own and readable_by(provider).run_out().filter(pk=release.pk).exists(),
        "has_record": may_have_record(provider, release),
        "is_minors_own": not minors_own(release.client).isdisjoint(release.categories),
    }
    return render(request, "releases/asking/release_page.html", page)
