"""Everybody's own first page."""

from django.utils.translation import gettext as _

from clients.acting import clients_of
from providers.models import Provider


def first_page(request):
    """The name of the page where the signed-in person begins, or None where they have none yet."""
    user = request.user
    if Provider.objects.acting_for(user).exists():
        return "today"
    if clients_of(request):
        return "client_home"
    if user.is_privacy_officer:
        return "officer_overview"
    return "provider_list" if user.is_directory_admin else None


def nothing_yet(user):
    """Why somebody has no first page, and what to do."""
    if user.kind == "staff":
        return _(
            "Your entry in the directory is not active, so there is nothing to show. Ask your "
            "directory admin."
        )
    return _(
        "Your account does not belong to a record now. If you think it should, ask your clinic."
    )
