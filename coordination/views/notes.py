"""An author's notes: reading one, sharing it, taking a share back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clients.forms import SearchForm
from coordination.actions import share_item, withdraw
from coordination.forms.notes import PurposeForm
from coordination.presenters import parts, sharing
from coordination.presenters.amendments import asked_of_author
from providers.acting import as_provider


@require_safe
@as_provider
def note_page(request, item_id, provider):
    """The author's own note, and where it went."""
    item = sharing.own_note(item_id, provider)
    page = {
        "item": item,
        "note": sharing.note_line(item, provider),
        "can_share": sharing.treats_everybody(item, provider),
        "parts": parts.around(item, provider),
        "corrections": asked_of_author(item),
    }
    return render(request, "coordination/staff/note_page.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def note_share(request, item_id, provider):
    """With whom to share the note, and beside each what would come of it now."""
    item = sharing.own_note(item_id, provider)
    purpose = PurposeForm(request.GET).chosen
    if not sharing.treats_everybody(item, provider):
        return render(request, "coordination/staff/note_share_closed.html", {"item": item})
    if request.method == "POST":
        return _share(request, item, provider, purpose)
    search = SearchForm(request.GET)
    page = {
        "item": item,
        "note": sharing.note_line(item, provider),
        "search": search,
        "purpose": PurposeForm({"purpose": purpose}),
        "named": sharing.named_for(item, provider, purpose),
        "found": sharing.found_for(item, provider, purpose, search.text),
    }
    return render(request, "coordination/staff/note_share.html", page)


def _share(request, item, provider, purpose):
    here = redirect(request.get_full_path())
    if request.POST.get("recipient") == str(provider.pk):
        messages.error(request, _("You wrote this note. Choose somebody else to share it with."))
        return here
    recipient = sharing.recipient(request.POST.get("recipient"), provider)
    name = {"name": recipient.name}
    if share_item(item=item, recipients=[recipient], by=request.user, purpose=purpose):
        messages.success(request, _("Shared with %(name)s.") % name)
    else:
        messages.info(request, _("%(name)s has this note already. Nothing was sent.") % name)
    return here


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def share_withdraw(request, share_id, provider):
    """Asks whether to take the share back; the note's page once it is."""
    share = sharing.own_share(share_id, provider)
    if request.method == "POST":
        withdraw(share=share, by=request.user)
        messages.success(
            request, _("%(name)s can't open it any more.") % {"name": share.recipient.name}
        )
        return redirect("note_page", share.item_id)
    return render(request, "coordination/staff/share_withdraw.html", {"share": share})
