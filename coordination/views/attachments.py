"""Files of notes: attaching and taking away, and giving them to author, recipient and client."""

import logging

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.documents import UnreadableDocumentError
from clients.acting import as_client
from coordination.actions.attaching import (
    TooManyFilesError,
    attach,
    disclose_file,
    remove_attachment,
)
from coordination.forms.attachments import AttachmentForm
from coordination.presenters import notes_about_me, sharing
from coordination.presenters.attachments import (
    attachment_or_404,
    attachments_for,
    disclosed_file,
    plain_file,
)
from providers.acting import as_provider

log = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def note_files(request, item_id, provider):
    """The form that attaches a file to the author's own note."""
    item = sharing.own_note(item_id, provider)
    if item.thread_id or item.goal_id:
        raise Http404  # a message shows no files: write a note
    is_sent = request.method == "POST"
    form = AttachmentForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        too_large=getattr(request, "upload_was_too_large", False),
        had_folder=getattr(request, "upload_name_had_folder", False),
    )
    if form.is_valid() and _attached(request, item, form):
        messages.success(request, _("The file is attached."))
        return redirect("note_page", item.pk)
    page = {"item": item, "form": form, "note": sharing.note_line(item, provider)}
    return render(request, "coordination/staff/attach.html", page)


@require_safe
@as_provider
def note_file(request, item_id, attachment_id, provider):
    """The author's own file again."""
    item = sharing.own_note(item_id, provider)
    attachment = attachment_or_404(item.attachments, attachment_id)
    return _given(request, plain_file, attachment) or redirect("note_page", item.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@as_provider
def note_file_remove(request, item_id, attachment_id, provider):
    """Asks whether to take the file away; the note's page once it is."""
    item = sharing.own_note(item_id, provider)
    attachment = attachment_or_404(item.attachments, attachment_id)
    if request.method == "POST":
        remove_attachment(attachment=attachment, by=request.user)
        messages.success(request, _("The file is not attached any more."))
        return redirect("note_page", item.pk)
    page = {"item": item, "file": attachment}
    return render(request, "coordination/staff/attachment_remove.html", page)


@require_safe
@as_provider
def shared_file(request, share_id, attachment_id, provider):
    """The file, made under the lock that keeps a revocation waiting until it is."""
    given = _given(request, _disclosed, request, share_id, attachment_id, provider)
    return given or redirect("shared_open", share_id)


@require_safe
@as_client
def client_file(request, share_id, attachment_id, client):
    """The file, where the client reads the note."""
    told = notes_about_me.told_or_404(client, share_id)
    attachment = attachment_or_404(attachments_for(told), attachment_id)
    return _given(request, plain_file, attachment) or redirect("client_note", share_id)


def _disclosed(request, share_id, attachment_id, provider):
    disclosed = disclose_file(
        share_id=share_id,
        attachment_id=attachment_id,
        provider=provider,
        by=request.user,
        session_key=request.session.session_key or "",
    )
    return disclosed_file(disclosed, provider)


def _attached(request, item, form):
    try:
        attach(item=item, by=request.user, **form.cleaned_data["file"])
    except TooManyFilesError:
        several = _("A note has at most 5 files. Take one away, or put several into one PDF.")
        form.add_error(None, several)
        return False
    return True


def _given(request, make, *what):
    """The file; None, with a sentence, where it can't be opened."""
    try:
        return make(*what)
    except UnreadableDocumentError as error:
        log.error("ALERT scan: a file of a note can't be opened (%s)", error)
        messages.error(request, _("The file can't be opened just now. Tell your clinic."))
        return None
