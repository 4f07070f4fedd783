"""An author's notes: reading one, sharing it, taking a share back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clients.forms import SearchForm
from coordination.actions import share_item, withdraw
from coordination.forms.sharing import ShareForm
from coordination.presenters import goals, parts, sharing
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
        "answered": goals.answered(item),
    }
    return render(request, "coordination/staff/note_page.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def note_share(request, item_id, provider):
    """With whom to share the note, and beside each what would come of it now."""
    item = sharing.own_note(item_id, provider)
    if not sharing.treats_everybody(item, provider):
        return render(request, "coordination/staff/note_share_closed.html", {"item": item})
    said = request.POST if request.method == "POST" else request.GET
    is_sent = request.method == "POST" and said.get("step") != "look"
    chosen = said.getlist("recipients")
    people = sharing.addressed_among(chosen, provider)
    typed = said.dict() | {"recipients": chosen}
    form = ShareForm(said if is_sent else None, initial=typed, people=people)
    if is_sent and form.is_valid():
        _share(request, form, item, provider)
        return redirect(request.path)
    page = {"item": item, "note": sharing.note_line(item, provider), "form": form}
    page["people"] = sharing.candidates_for(
        item, provider, form.chosen_purpose, chosen=form.ticked, text=SearchForm(said).text
    )
    return render(request, "coordination/staff/note_share.html", page)


def _share(request, form, item, provider):
    """Sends it to each of the chosen, and says of each what came of it."""
    people, somebody_is_gone = form.chosen_people()
    purpose = form.chosen_purpose
    shares = share_item(item=item, recipients=people, by=request.user, purpose=purpose)
    stands = sharing.stands(shares, provider)
    for one in people:
        said = {"name": one.name, "state": stands.get(one.pk)}
        if one.pk in stands:
            messages.success(request, _("Shared with %(name)s. %(state)s.") % said)
        else:
            messages.info(request, _("%(name)s has this note already. Nothing was sent.") % said)
    if somebody_is_gone:
        messages.warning(request, _("Somebody you chose can't be sent anything now. Nothing went "
                                    "to them; look them up in the directory."))  # fmt: skip


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
