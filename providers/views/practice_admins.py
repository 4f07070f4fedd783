"""Who edits what the directory says of one organization."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from providers import actions, directory
from providers.acting import as_directory_admin
from providers.forms import PracticeAdminForm
from providers.views.posting import posted, refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def practice_admin_add(request, organization_id):
    """Names somebody of the staff to edit this organization."""
    place = directory.find_organization(request.user, organization_id)
    form = PracticeAdminForm(posted(request), staff=directory.staff_with)
    if form.is_valid():
        person = form.cleaned_data["email"]
        with refusals_in(form):
            actions.name_practice_admin(organization=place, user=person, by=request.user)
            messages.success(request, _("%(name)s edits it from now on.") % {"name": person})
            return redirect(place)
    return render(request, "providers/practice_admin_form.html", {"form": form, "place": place})


@require_POST
@as_directory_admin
def practice_admin_end(request, practice_admin_id):
    """Ends that somebody edits an organization."""
    named = directory.find_practice_admin(practice_admin_id)
    actions.end_practice_admin(practice_admin=named, by=request.user)
    messages.success(request, _("%(name)s edits it no longer.") % {"name": named.user})
    return redirect(named.organization)
