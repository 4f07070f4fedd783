"""Inviting providers to the accounts that will act as them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions import take_back_invitation
from providers import actions, directory
from providers.acting import as_directory_admin
from providers.forms import InvitationForm
from providers.invited import invitation_of, invited, waiting
from providers.paging import Stretch
from providers.views.posting import posted, refusals_in

NOTHING_OPEN = gettext_lazy("No invitation of theirs is open by now. Nothing changed.")


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def provider_invite(request, provider_id):
    """Invites a provider to the account that will act as them."""
    entry = directory.entry_of(request.user, provider_id)
    form = InvitationForm(posted(request), initial={"email": entry.provider.email})
    if form.is_valid():
        with refusals_in(form):
            facts = form.cleaned_data
            actions.invite_provider(provider=entry.provider, by=request.user, **facts)
            messages.success(request, _("An invitation is on its way to %(email)s.") % facts)
            return redirect("provider_page", provider_id)
    return render(request, "providers/invitation_form.html", {"form": form, "entry": entry})


@require_POST
@as_directory_admin
def provider_invite_again(request, provider_id):
    """Sends a new link to the address of the last one."""
    provider = directory.find_provider(request.user, provider_id)
    one = invitation_of(provider)
    if one and actions.invite_again(invited=[one], by=request.user):
        facts = {"email": one.invitation.email}
        messages.success(request, _("An invitation is on its way to %(email)s.") % facts)
    else:
        messages.info(request, NOTHING_OPEN)
    return redirect(provider)


@require_POST
@as_directory_admin
def provider_take_back(request, provider_id):
    """Makes the link of the last invitation worthless."""
    provider = directory.find_provider(request.user, provider_id)
    one = invitation_of(provider)
    if one and take_back_invitation(invitation=one.invitation, by=request.user):
        messages.success(request, _("The link opens nothing from now on."))
    else:
        messages.info(request, NOTHING_OPEN)
    return redirect(provider)


@require_http_methods(["GET", "HEAD", "POST"])
@as_directory_admin
def invitation_list(request):
    """Who was invited and has not come, and a way to invite those again whose link ran out."""
    expired_only = "expired" in request.GET
    if request.method == "POST":
        ran_out = waiting(expired_only=True).filter(pk__in=_ticked(request))
        total = actions.invite_again(invited=invited(ran_out), by=request.user)
        said = ngettext("%(total)s invitation was sent.", "%(total)s invitations were sent.", total)
        messages.success(request, said % {"total": total})
        return redirect("invitation_list")
    page = Stretch(waiting(expired_only=expired_only), request.GET.get("after", ""))
    shown = {"page": page, "rows": invited(page), "expired_only": expired_only}
    shown["to_send"] = any(one.state == "expired" for one in shown["rows"])
    shown["columns"] = [_("Name"), _("Sent to"), _("Link"), _("Send again")]
    return render(request, "providers/invitation_list.html", shown)


def _ticked(request):
    """The entries that were ticked, as far as they are ids."""
    ids = waiting().values_list("pk", flat=True)
    ticked = set(request.POST.getlist("again"))
    return [pk for pk in ids if str(pk) in ticked]
