"""The lists of the directory as files, for those who keep it."""

from django.views.decorators.http import require_safe

from accounts.streams import ActingStream
from providers import actions, exporting
from providers.acting import as_directory_admin
from providers.forms import OrganizationSearch, ProviderSearch

LISTS = {
    "providers": (ProviderSearch, exporting.providers),
    "organizations": (OrganizationSearch, exporting.organizations),
}


@require_safe
@as_directory_admin
def directory_file(request, of):
    """What the list shows with its filters, all of it, as a CSV file."""
    search, table = LISTS[of]
    criteria = search(request.GET).criteria
    actions.tell_of_export(of=of, criteria=criteria, by=request.user)
    return ActingStream(
        request.user,
        lambda: table(request.user, criteria),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="accord-{of}.csv"'},
    )
