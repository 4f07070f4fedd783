"""Changing and renewing what was signed: by the client, and at the asking of a provider."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from accounts.reauthentication import recent_proof_required
from releases.acting import as_signer
from releases.actions import NothingSignedError
from releases.actions.changing import confirm_less, draft_change
from releases.changes import difference_of, is_less, since_it_was_signed
from releases.changing import draft_of, kinds_for
from releases.document import fingerprint, form_of, render_document
from releases.esign import agreed_to_sign
from releases.evidence import evidence_of
from releases.for_clients import permission_of
from releases.forms.changing import ChangeForm
from releases.reviewing import effects_of_signing
from releases.terms import latest_end
from releases.views.review import unanswered

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_SEND)
@as_signer
def change_sharing(request, release):
    """Less or more kinds, an earlier or a later end."""
    permission = permission_of(release)
    if permission.is_unsigned:
        return redirect("review", release.pk)
    if not permission.can_be_stopped:
        return redirect("release_receipt", release.pk)
    ends = timezone.localdate(release.expires_at)
    return _change(request, permission, "releases/review_change.html", ends)


@require_http_methods(READ_OR_SEND)
@as_signer
def renew_sharing(request, release):
    """The same again, for as long as it may last; and what has changed since it was signed."""
    permission = permission_of(release)
    if permission.is_unsigned:
        return redirect("review", release.pk)
    if not permission.can_be_renewed:
        return redirect("release_receipt", release.pk)
    ends = latest_end(timezone.localdate())
    since = since_it_was_signed(release)
    return _change(request, permission, "releases/review_renew.html", ends, since=since)


def _change(request, permission, template, ends, **context):
    release = permission.release
    draft = draft_of(release)
    initial = {"categories": (draft or release).categories, "ends": ends}
    form = ChangeForm(
        request.POST if request.method == "POST" else None,
        release=release,
        kinds=kinds_for(release),
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        draft = draft_change(release=release, by=request.user, **form.scope)
        return redirect("review_less" if is_less(draft) else "review_check", draft.pk)
    return render(request, template, {"permission": permission, "form": form} | context)


@require_http_methods(READ_OR_SEND)
@as_signer
@unanswered
@agreed_to_sign
@recent_proof_required
def review_less(request, release):
    """What is taken away, what closes, and one button."""
    if not is_less(release):
        return redirect("review_check", release.pk)
    problem = ""
    if request.method == "POST":
        problem = _why_not(request, release)
        if not problem:
            return redirect("review_done", release.pk)
    document = render_document(release, form_of(release, get_language()))
    permission = permission_of(release)
    context = {
        "permission": permission,
        "problem": problem,
        "difference": difference_of(release),
        "effects": effects_of_signing(permission, request.user),
        "document": document,
        "shown_sha256": fingerprint(document),
    }
    return render(request, "releases/review_less.html", context)


def _why_not(request, release):
    """Why it was not confirmed, in words; nothing where it was."""
    try:
        confirm_less(
            release=release,
            by=request.user,
            shown_sha256=request.POST.get("shown_sha256", ""),
            language=get_language(),
            evidence=evidence_of(request),
        )
    except NothingSignedError as error:
        return str(error)
    return ""
