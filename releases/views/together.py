"""Asking a couple or a family at once: whom, what, how it reads; one request for each of them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clients.caseload import members_treated, own_unit
from clients.forms import SearchForm
from providers.acting import as_provider
from providers.finding import addressed, find_addressable
from releases import asking, together
from releases.acquaintance import treats
from releases.forms.asking import AskForm
from releases.presenters import kind_labels, labels

MOST_FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def ask_together(request, unit_id, provider):
    """The same of each of them whom the provider treats: of two at least."""
    unit = own_unit(unit_id, provider)
    members = list(members_treated(unit, provider))
    if len(members) < 2:
        raise Http404
    other = addressed(request.GET.get("with"), by=provider)
    if other is None:
        return _choose(request, unit, members, provider)
    form, own = _form(request, members, other)
    page = {
        "form": form,
        "unit": unit,
        "other": other,
        "already": together.already_between(members, provider, other),
        "own_kinds": labels(own, kind_labels()),
    }
    step = request.POST.get("step")
    if step == "change" or not form.is_valid():
        return render(request, "releases/together/what.html", page)
    wanted = _wanted(form, members, provider, other)
    if step == "send":
        return _send(request, unit, wanted)
    page["members"] = [(one.client, asking.preview(one, request.user)) for one in wanted.requests]
    return render(request, "releases/together/preview.html", page)


def _choose(request, unit, members, provider):
    search = SearchForm(request.GET)
    page = {
        "unit": unit,
        "search": search,
        "found": find_addressable(search.text, by=provider)[:MOST_FOUND],
        "so_far": together.partners_so_far(members, provider),
    }
    return render(request, "releases/together/whom.html", page)


def _form(request, members, other):
    kinds, own = together.kinds_to_ask_several_for(members)
    untreated = [one for one in members if not treats(other, one)]
    form = AskForm(
        request.POST if request.method == "POST" else None,
        kinds=kinds,
        own=set(),
        client=(untreated or members)[0],
        others=[other],
        strangers=[other] if untreated else [],
        initial={"way": asking.Way.TELL},
    )
    return form, own


def _wanted(form, members, provider, other):
    entered = form.cleaned_data
    return together.Together(
        members, provider, other, entered["way"], form.scope, tuple(entered["alone"])
    )


def _send(request, unit, wanted):
    if wanted.send(by=request.user):
        sent = _("We sent your request to each of them: %(name)s.")
        messages.success(request, sent % {"name": unit.name})
    else:
        messages.info(request, _("Each of them has this request already. Nothing was sent."))
    return redirect("unit_page", unit.pk)
