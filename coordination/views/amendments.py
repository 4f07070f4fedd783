"""“This is not right”: a client asks that a note is corrected, and may disagree with the answer."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clients.acting import as_client
from coordination.actions import ask_amendment, disagree
from coordination.forms.amendments import AmendmentForm, DisagreementForm
from coordination.presenters import amendments
from coordination.presenters.notes_about_me import told_or_404

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_SEND)
@as_client
def amendment_new(request, share_id, client):
    """What is not right in the note, and what it should say; then its author is asked."""
    told = told_or_404(client, share_id)
    body = amendments.text_or_404(told)
    form = AmendmentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        asked = {"share": told.share, "client": client, "by": request.user}
        if ask_amendment(**asked, **form.cleaned_data):
            words = {"author": told.author}
            messages.success(request, _("Sent to %(author)s. You read the answer here.") % words)
            return redirect("client_note", share_id)
        form.add_error(None, _("You have asked about this note already. Wait for the answer, then "
                               "you can ask again."))  # fmt: skip
    page = {"form": form, "told": told, "body": body}
    return render(request, "coordination/client_amendment_new.html", page)


@require_http_methods(READ_OR_SEND)
@as_client
def amendment_disagree(request, amendment_id, client):
    """A statement against the answer, which then goes along with the note."""
    amendment, share = amendments.declined_or_404(amendment_id, client)
    if not amendment.may_disagree:
        messages.info(request, _("Your statement is with the note already."))
        return redirect("client_note", share.pk)
    form = DisagreementForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        disagree(amendment=amendment, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your statement now goes along with the note."))
        return redirect("client_note", share.pk)
    page = {"form": form, "amendment": amendment, "share": share}
    return render(request, "coordination/client_disagree.html", page)
