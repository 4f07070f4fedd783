"""The provider's overview of releases."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods

from clients.forms import SearchForm
from providers.acting import as_provider
from providers.finding import organizations_of
from releases import overview
from releases.bar_chart import bar_chart
from releases.forms.overview import OverviewForm
from releases.presenters import lines_on, with_parties

ROWS = 30


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def release_list(request, provider):
    """Every release that the provider may read: what needs somebody first.

    Ids and words from lists come in the address; a name to look for is posted, so that none of a
    client's becomes part of one.
    """
    search = SearchForm(request.POST)
    form = OverviewForm(
        request.GET, clients=overview.clients_in(provider), others=overview.others_in(provider)
    )
    wanted = form.criteria
    found = overview.found_by(provider, wanted["client"], wanted["other"], search.text)
    rows = overview.listed(found, wanted["state"], wanted["within"], wanted["sort"])
    page = Paginator(with_parties(rows), ROWS).get_page(request.GET.get("page"))
    shown = _around(found, wanted) | {
        "filter": form,
        "search": search,
        "page": page,
        "lines": lines_on(page, provider),
        "places": organizations_of(provider),
    }
    fragment = "#found" if request.htmx else ""
    return render(request, f"releases/asking/release_list.html{fragment}", shown)


def _around(found, wanted):
    """The tabs and what stands beside the list."""
    counts = overview.counts_of(found)
    return {
        "tab": wanted["state"],
        "tabs": [(key, one.title, counts[key]) for key, one in overview.TABS.items()],
        "nothing": overview.TABS[wanted["state"]].nothing,
        "within": wanted["within"],
        "soon": [(days, counts[f"within_{days}"]) for days in overview.SOON],
        "chart": bar_chart(overview.ending_by_week(found), _short),
    }


def _short(day):
    return date_format(day, "j M")
