"""What needs a look in the directory."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from providers import actions, directory, over_time
from providers.acting import as_directory_admin, as_keeper
from providers.paging import Stretch
from providers.quality import LOOKS, counts


@require_safe
@as_directory_admin
def quality(request):
    """How many entries need a look, by what is wrong, now and over the year."""
    counted, before = counts(), over_time.a_month_ago()
    nights = over_time.nights()
    shown = {
        "rows": [(key, look, counted[key], before.get(key)) for key, look in LOOKS.items()],
        "columns": [_("What"), _("Entries"), _("30 days ago"), _("What to do")],
        "nights": nights,
        "chart": over_time.chart_of(nights),
        "lines": [_("Night"), *over_time.LINES.values()],
    }
    return render(request, "providers/quality.html", shown)


@require_safe
@as_directory_admin
def quality_list(request):
    """The entries that need one kind of look."""
    look = LOOKS.get(request.GET.get("what", ""))
    if look is None:
        return redirect("quality")
    page = Stretch(look.found, request.GET.get("after", ""))
    shown = {"look": look, "page": page, "total": look.found.count()}
    return render(request, "providers/quality_list.html", shown)


@require_POST
@as_directory_admin
def provider_confirm(request, provider_id):
    """Says that all is still right in a provider's entry."""
    return _confirm(request, directory.find_provider(request.user, provider_id))


@require_POST
@as_keeper
def organization_confirm(request, organization_id):
    """Says that all is still right in an organization's entry."""
    return _confirm(request, directory.find_kept_organization(request.user, organization_id))


def _confirm(request, entry):
    actions.confirm(entry=entry, by=request.user)
    messages.success(request, _("Noted: you have looked, and all is still right."))
    return redirect(entry)
