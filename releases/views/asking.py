"""The provider's side of releases: asking for one, finding it again, reading it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clients.caseload import treated_client, units_of
from clients.forms import SearchForm
from ledger.clock import clock
from providers.acting import as_provider
from providers.actions import propose_provider
from providers.finding import find_askable
from providers.forms import ProposalForm
from releases import asking
from releases.acquaintance import treats
from releases.forms.asking import AskForm
from releases.involved import asked_with, may_have_record, readable_by
from releases.notify import minors_own
from releases.of_age import birthday_that_ends
from releases.paper import original_of
from releases.presenters import facts_of, in_words, lines_on
from releases.receipts import signatures_of
from releases.validity import defects

MOST_FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def ask_for_release(request, client_id, provider):
    """Whom, what, how it reads: a request in three steps, all of it in the address and the form."""
    client = treated_client(client_id, provider)
    others = asking.named_in(request.GET, provider)
    if not others or "more" in request.GET:
        return _choose(request, client, provider, others)
    form = _form(request, client, others)
    page = {
        "form": form,
        "client": client,
        "others": others,
        "names": in_words(one.name for one in others),
        "unverified": [one for one in others if one.is_unverified],
        "query": _query(request, others),
        "can_be_more": len(others) < asking.MOST_AT_ONCE,
        "already": asking.already_between(client, provider, others),
        "signing": asking.signing(client, form.chosen),
    }
    step = request.POST.get("step")
    if step == "change" or not form.is_valid():
        return render(request, "releases/asking/what.html", page)
    way, alone = form.cleaned_data["way"], form.cleaned_data["alone"]
    wanted = asking.Request(client, provider, others, way, form.scope, alone)
    if step == "send":
        return _send(request, wanted)
    page["drafts"] = asking.preview(wanted, by=request.user)
    return render(request, "releases/asking/preview.html", page)


def _choose(request, client, provider, chosen):
    search, ids = SearchForm(request.GET), [one.pk for one in chosen]
    found = find_askable(search.text, by=provider).exclude(pk__in=ids)
    so_far = asking.partners_so_far(client, provider).exclude(pk__in=ids)
    left = [(one, _query(request, [other for other in chosen if other != one])) for one in chosen]
    page = {
        "client": client,
        "search": search,
        "found": found[:MOST_FOUND],
        "so_far": so_far,
        "chosen": left,
        "query": _query(request, chosen),
        "kept": [*(("with", one.pk) for one in chosen), *([("more", "1")] if chosen else [])],
        "units": [] if chosen else units_of(client, provider),
    }
    return render(request, "releases/asking/whom.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def ask_about_newcomer(request, client_id, provider):
    """Enters somebody who is not in the directory, and goes on to ask about them."""
    client = treated_client(client_id, provider)
    others = asking.named_in(request.GET, provider)
    form = ProposalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = propose_provider(proposed_by=provider, by=request.user, **form.facts)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            query = _query(request, [*others, added])
            return redirect(f"{reverse('ask_for_release', args=[client.pk])}?{query}")
    page = {"form": form, "client": client, "query": _query(request, others)}
    return render(request, "releases/asking/newcomer.html", page)


def _query(request, others):
    """The part of an address that names these, and what a link has filled in."""
    kept = {name: request.GET.getlist(name) for name in ("way", "kinds")}
    return urlencode({"with": [one.pk for one in others]} | kept, doseq=True)


def _form(request, client, others):
    """The form as it was sent, or as a link fills it in: `?way=` and `?kinds=`."""
    way = request.GET.get("way", asking.Way.TELL)
    initial = {"way": way, "categories": request.GET.getlist("kinds")}
    return AskForm(
        request.POST if request.method == "POST" else None,
        kinds=asking.kinds_to_ask_for(),
        own=minors_own(client),
        client=client,
        others=others,
        strangers=[one for one in others if not treats(one, client)],
        initial=initial,
    )


def _send(request, wanted):
    client = {"name": wanted.client.short_name}
    sent = asking.send(wanted, by=request.user)
    if len(sent) > 1:
        client["count"] = len(sent)
        messages.success(
            request, _("We sent %(count)s requests to %(name)s, to answer one by one.") % client
        )
    elif sent:
        messages.success(request, _("We sent your request to %(name)s.") % client)
    else:
        messages.info(request, _("%(name)s has this request already. Nothing was sent.") % client)
    return redirect("client_page", wanted.client.pk)


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
        "signatures": signatures_of(release),
        "original": original_of(release),
        "asked_with": asked_with(provider, release),
        "treats": own,
        "of_age": birthday_that_ends([release]) if own else None,
        "can_be_on_paper": own and readable_by(provider).waiting().filter(pk=release.pk).exists(),
        "can_ask_again": own and readable_by(provider).run_out().filter(pk=release.pk).exists(),
        "has_record": may_have_record(provider, release),
        "is_minors_own": not minors_own(release.client).isdisjoint(release.categories),
    }
    return render(request, "releases/asking/release_page.html", page)
