"""What others shared with a provider: the list, and opening one."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coordination.actions import disclose
from coordination.presenters.shared import opened, shared_with
from coordination.presenters.staff import received_lines
from coordination.presenters.stretches import stretch
from providers.acting import as_provider

ROWS = 50


@require_safe
@as_provider
def shared_with_me(request, provider):
    """What is open to the provider now, newest first; never a body."""
    shares, client = shared_with(provider, request.GET.get("client", ""))
    page = stretch(shares, request.GET.get("page", ""), received_lines, ROWS)
    shown = {"page": page, "lines": page.object_list, "client": client}
    shown["columns"] = [_("What"), _("About"), _("From"), _("Date"), _("Kinds")]
    return render(request, "coordination/staff/shared_with_me.html", shown)


@require_safe
@as_provider
def shared_open(request, share_id, provider):
    """The body, shown under the lock that keeps a revocation waiting until the page is made."""
    shown = disclose(
        share_id=share_id,
        provider=provider,
        by=request.user,
        session_key=request.session.session_key or "",
    )
    return render(request, "coordination/staff/shared_open.html", opened(shown, provider))
