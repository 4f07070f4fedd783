"""A page for development only: who can sign in, with which code, and which mails were sent."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coordination.demo import desk
from coordination.demo.people import PASSWORD


@login_not_required
@require_safe
def demo(request):
    """The demo's logins with their codes of this half minute, and the newest mails."""
    if not settings.DEBUG:
        raise Http404
    return render(
        request,
        "coordination/demo.html",
        {
            "people": desk.people_with_codes(),
            "password": PASSWORD,
            "mails": desk.newest_mails(),
            "columns": [_("Name"), _("Address"), _("Code")],
        },
    )
