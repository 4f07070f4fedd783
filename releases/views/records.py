"""Signed records: getting one, and having any file checked."""

import logging

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clients.acting import as_client
from providers.acting import as_provider
from releases.acting import as_signer
from releases.actions import NoRecordError, keep_record
from releases.actions.receipting import keep_stop_receipt
from releases.end_date import calendar_of
from releases.for_clients import permission_of
from releases.forms.verifying import FileForm
from releases.involved import may_have_record, readable_by
from releases.receipts import drawing_of
from releases.sealing.contents import reference_of
from releases.sealing.verdicts import NOT_OURS, verdict_on
from releases.stopped import stopped_lately

log = logging.getLogger(__name__)


@require_safe
@as_signer
def signed_copy(request, release):
    """The signed record, for whoever acts for the client."""
    if not release.signed_at:
        return redirect("review", release.pk)
    return _file(request, release) or redirect("release_receipt", release.pk)


@require_safe
@as_provider
def signed_record(request, release_id, provider):
    """The same file, for whom the release involves and for who treats the client."""
    release = get_object_or_404(readable_by(provider), pk=release_id)
    file = may_have_record(provider, release) and _file(request, release)
    return file or redirect("release_page", release.pk)


@require_safe
@as_signer
def release_calendar(request, release):
    """The last day, for the person's own calendar."""
    if not permission_of(release).can_be_stopped:
        return redirect("release_receipt", release.pk)
    headers = {"Content-Disposition": 'attachment; filename="date.ics"'}
    return HttpResponse(calendar_of(release), content_type="text/calendar", headers=headers)


@require_safe
@as_signer
def release_drawing(request, release):
    """What was drawn beside the name, for the page that shows what was signed."""
    drawing = drawing_of(release, request.GET.get("of", ""))
    if drawing is None:
        return redirect("release_receipt", release.pk)
    return HttpResponse(drawing, content_type="image/png")


@require_safe
@as_signer
def stop_receipt(request, release):
    """The receipt of having stopped one permission."""
    stopped = [permission_of(release)] if release.revoked_at else []
    return _receipt(request, release.client, stopped) or redirect("stop_sharing", release.pk)


@require_safe
@as_client
def stop_all_receipt(request, client):
    """The receipt of all that was stopped within the last day."""
    return _receipt(request, client, stopped_lately(client)) or redirect("stop_all_sharing")


def _receipt(request, client, stopped):
    """The answer with the file; None where nothing was stopped, or no file could be made."""
    if not stopped:
        return None
    try:
        kept = keep_stop_receipt(client=client, permissions=stopped, by=request.user)
    except NoRecordError as error:
        return _say_that_there_is_none(request, client, error)
    return _pdf(kept.file, f"accord-receipt-{kept.sha256[:8]}.pdf")


def _say_that_there_is_none(request, subject, error):
    log.error("ALERT record: none was made of %s (%s)", subject.pk, error)
    messages.error(
        request,
        _("The file can't be made just now. Nothing is lost. Try again in an hour."),
    )


def _pdf(file, name):
    """The file, under a name that says nothing about anybody: it stays in a list of downloads."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(bytes(file), content_type="application/pdf", headers=headers)


def _file(request, release):
    """The answer with the file; None where none could be made, and the page says so."""
    try:
        kept = keep_record(release=release, by=request.user)
    except NoRecordError as error:
        return _say_that_there_is_none(request, release, error)
    return _pdf(kept.file, f"accord-{reference_of(release)}.pdf")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request):
    """Whether a file is one of ours and unchanged, and whether its release is in force."""
    if request.method != "POST":
        return render(request, "releases/verify.html", {"form": FileForm()})
    if too_often := consume_or_429(request, action="verify"):
        return too_often
    form = FileForm(request.POST, request.FILES)
    page = {"form": form, "now": timezone.now()}
    if getattr(request, "upload_was_too_large", False):
        # Larger than any that we make; whether the field was filled in is no question any more.
        page |= {"form": FileForm(), "verdict": NOT_OURS}
    elif form.is_valid():
        page["verdict"] = verdict_on(form.cleaned_data["file"].read())
    return render(request, "releases/verify.html", page)
