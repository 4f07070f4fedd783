"""Signing on paper, from the provider's side: printing the form, recording it, the scan."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.reauthentication import recent_proof_required
from accounts.scan_download import scan_download
from providers.acting import as_provider
from releases.acting import as_signer
from releases.actions.paper import record_paper, scan_of
from releases.actions.signing import NothingSignedError
from releases.forms.paper import PaperForm
from releases.involved import of_own_clients
from releases.paper import name_of_scan, original_of, printed, recordable
from releases.presenters import lines_on
from releases.recording import effects_of_recording
from releases.reviewing import sensitive_kinds

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_safe
@as_provider
def print_form(request, release_id, provider):
    """The form of a release that waits, to be signed by hand."""
    release = get_object_or_404(of_own_clients(provider), pk=release_id)
    if not of_own_clients(provider).waiting().filter(pk=release.pk).exists():
        return redirect("release_page", release.pk)
    (line,) = lines_on([release], provider)
    language = request.GET.get("in", get_language())
    page = {"line": line, "release": release, "paper": printed(release, language)}
    page |= {"sensitive": sensitive_kinds(release)}
    return render(request, "releases/asking/print.html", page)


@require_http_methods(READ_OR_SEND)
@as_provider
@recent_proof_required
def record_paper_original(request, release_id, provider):
    """The scan, who signed when, and the word of who saw it: from then on it is in force."""
    release = recordable(release_id, provider)
    if release is None:
        known = get_object_or_404(of_own_clients(provider), pk=release_id)
        return redirect("release_page", known.pk)
    form = _form(request, release)
    if request.method == "POST" and form.is_valid() and _recorded(request, release, form):
        messages.success(request, _("Recorded. From now on it is in force."))
        return redirect("release_page", release.pk)
    (line,) = lines_on([release], provider)
    page = {"line": line, "form": form, "effects": effects_of_recording(release)}
    return render(request, "releases/asking/record_paper.html", page)


@require_safe
@as_provider
def paper_original(request, release_id, provider):
    """The scan, for who treats the client."""
    release = get_object_or_404(of_own_clients(provider), pk=release_id)
    return _scan(request, release) or redirect("release_page", release.pk)


@require_safe
@as_signer
def signed_paper(request, release):
    """The scan, for whoever acts for the client."""
    return _scan(request, release) or redirect("release_receipt", release.pk)


def _form(request, release):
    is_sent = request.method == "POST"
    return PaperForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        release=release,
        sensitive=list(sensitive_kinds(release)),
        too_large=getattr(request, "upload_was_too_large", False),
        initial={"signed_on": timezone.localdate()},
    )


def _recorded(request, release, form):
    """Whether it is recorded now; why not goes into the form."""
    try:
        record_paper(
            release=release,
            by=request.user,
            paper=form.paper,
            signers=form.signed_for,
            initialled=form.cleaned_data.get("initialled", []),
            signed_on=form.cleaned_data["signed_on"],
            scan=form.cleaned_data["scan"],
            assent=form.cleaned_data.get("assent", ""),
        )
    except NothingSignedError as error:
        form.add_error(None, str(error))
        release.refresh_from_db()
        return False
    return True


def _scan(request, release):
    """The answer with the scan; None where there is none to give."""
    original = original_of(release)
    if original is None:
        return None
    name = name_of_scan(original)
    return scan_download(request, scan_of=scan_of, document=original, name=name)
