"""Reading a request, changing it, answering it: one question a page."""

from functools import wraps

from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.reauthentication import recent_proof_required
from clients.representing import is_own
from ledger.clock import clock
from releases.acting import as_signer
from releases.actions import CHANGED, NothingSignedError, decline, revise_request, sign
from releases.assent import represents_minor
from releases.changes import difference_of, is_less
from releases.changing import change_address
from releases.document import fingerprint, form_of, render_document, statements_of
from releases.drawing import UnreadableDrawingError, drawing_in
from releases.esign import agreed_to_sign
from releases.evidence import evidence_of
from releases.for_clients import permission_of
from releases.forms.review import DatesForm, KindsForm
from releases.forms.signing import SignForm
from releases.reviewing import (
    Step,
    answers_of,
    asked_kinds,
    chosen_kinds,
    effects_of_signing,
    guardians_of,
    sensitive_kinds,
    signs_as,
)
from releases.sealing.places import check_code
from releases.sitting import next_after
from releases.states import Event, Stage, may
from releases.validity import defects

READ_OR_SEND = ["GET", "HEAD", "POST"]


def unanswered(view):
    """The view, for a request that waits; an answered one shows what became of it, always, and
    one that has run out whom to ask."""

    @wraps(view)
    def wrapped(request, release, **kwargs):
        if may(Event.REVISE, release.stage):
            guardians = guardians_of(release)
            if guardians and guardians.mine:
                page = {"permission": permission_of(release)}
                return render(request, "releases/review_half.html", page)
            return view(request, release=release, **kwargs)
        if release.stage == Stage.UNANSWERED:
            return render(request, "releases/review_late.html", _late(release))
        return redirect("review_done" if release.signed_at else "review_no", release.pk)

    return wrapped


def unfixed(view):
    """The view, for a request that can still be changed: what one guardian has signed, the other
    one signs as it is, or does not."""

    @wraps(view)
    def wrapped(request, release, **kwargs):
        guardians = guardians_of(release)
        if guardians and guardians.signed:
            return redirect("review_check", release.pk)
        return view(request, release=release, **kwargs)

    return wrapped


@require_safe
@as_signer
@unanswered
def review(request, release):
    """Who asks, and who would tell whom."""
    if release.is_own_start:
        return redirect("review_check", release.pk)
    about = "" if is_own(request.user, release.client) else release.client.short_name
    return render(request, "releases/review_who.html", _page(release, Step.WHO, about=about))


@require_http_methods(READ_OR_SEND)
@as_signer
@unanswered
@unfixed
def review_what(request, release):
    """Which kinds: those that were asked for, to be ticked one by one."""
    if not release.proposed_by_id:
        return redirect(change_address(release))
    initial = {"categories": chosen_kinds(release)}
    form = KindsForm(_sent(request), kinds=asked_kinds(release), initial=initial)
    if request.method == "POST" and form.is_valid():
        asked = release.asked_categories or release.categories
        answer = {"asked_categories": asked, "categories": form.cleaned_data["categories"]}
        return keep(request, release, "review_why", **answer)
    if "later" in request.POST:
        return redirect("client_home")
    return render(request, "releases/review_what.html", _page(release, Step.WHAT, form=form))


@require_safe
@as_signer
@unanswered
def review_why(request, release):
    """What it is for."""
    return render(request, "releases/review_why.html", _page(release, Step.WHY))


@require_http_methods(READ_OR_SEND)
@as_signer
@unanswered
@unfixed
def review_when(request, release):
    """From which day until which."""
    if not release.proposed_by_id:
        return redirect(change_address(release))
    form = DatesForm(_sent(request), release=release)
    if request.method == "POST" and form.is_valid():
        return keep(request, release, "review_check", **form.scope)
    if "later" in request.POST:
        return redirect("client_home")
    return render(request, "releases/review_when.html", _page(release, Step.WHEN, form=form))


@require_safe
@as_signer
@unanswered
def review_check(request, release):
    """All answers on one page, each with a way to change it."""
    if not release.asked_categories:
        return redirect("review_what", release.pk)
    if is_less(release):
        return redirect("review_less", release.pk)
    words = form_of(release, get_language())
    permission = permission_of(release)
    context = {
        "answers": answers_of(permission),
        "difference": difference_of(release),
        "effects": effects_of_signing(permission, request.user),
        "statements": statements_of(release, words),
        "document": render_document(release, words),
        "problems": defects(release, clock()),
    }
    return render(request, "releases/review_check.html", _page(release, Step.CHECK, **context))


@require_http_methods(READ_OR_SEND)
@as_signer
@unanswered
@agreed_to_sign
@recent_proof_required
def review_sign(request, release):
    """The words, the initials, the name. What was shown is what is signed, or nothing is."""
    if not release.asked_categories:
        return redirect("review_what", release.pk)
    if is_less(release):
        return redirect("review_less", release.pk)
    child = release.client if represents_minor(release.client) else None
    form = SignForm(_sent(request), sensitive=sensitive_kinds(release), child=child)
    if request.method == "POST" and form.is_valid() and _signed(request, release, form):
        return redirect("review_done", release.pk)
    document = render_document(release, form_of(release, get_language()))
    shown_sha256 = fingerprint(document)
    if form.is_bound and request.POST.get("shown_sha256") != shown_sha256:
        _say_that_it_changed(form)
    context = {
        "form": form,
        "document": document,
        "shown_sha256": shown_sha256,
        "signs_as": signs_as(request.user, release.client),
        "drawing": request.POST.get("drawing", ""),
    }
    return render(request, "releases/review_sign.html", _page(release, Step.SIGN, **context))


@require_safe
@as_signer
def review_done(request, release):
    """What happens now, of what was signed and has not ended."""
    permission = permission_of(release)
    if permission.is_unsigned:
        return redirect("review", release.pk)
    if not permission.can_be_stopped:
        return redirect("release_receipt", release.pk)
    page = {"permission": permission, "next": next_after(release), "code": check_code()}
    return render(request, "releases/review_done.html", page)


@require_http_methods(READ_OR_SEND)
@as_signer
def review_no(request, release):
    """Saying no, and that it was said."""
    if release.signed_at:
        return redirect("review_done", release.pk)
    if release.stage == Stage.UNANSWERED:
        return redirect("review", release.pk)
    if request.method == "POST":
        decline(release=release, by=request.user)
        if not release.proposed_by_id:
            gone = _("It is thrown away. Nothing was shared.")
            messages.info(request, gone if release.is_own_start else _("Nothing has changed."))
            return redirect("client_home")
        return redirect("review_no", release.pk)
    page = {"permission": permission_of(release), "next": next_after(release)}
    return render(request, "releases/review_no.html", page)


def _late(release):
    return {"permission": permission_of(release), "next": next_after(release)}


def _sent(request):
    """What was sent: nothing at all is an answer, too, and a wrong one."""
    return request.POST if request.method == "POST" else None


def _page(release, step, **context):
    return {"release": release, "permission": permission_of(release), "step": step} | context


def keep(request, release, next_page, **answers):
    """Keeps the answers on the request itself, so that they are there on another day."""
    try:
        revise_request(release=release, by=request.user, **answers)
    except IntegrityError:
        # Signed in another window between reading and keeping: the database refuses to change it.
        return redirect("review", release.pk)
    return later(request) if "later" in request.POST else redirect(next_page, release.pk)


def later(request):
    messages.info(request, _("Your answers are kept. Go on whenever you like."))
    return redirect("client_home")


def _say_that_it_changed(form):
    """Says so even where a name or initials were missing: they may be missing because of it."""
    if str(CHANGED) not in form.non_field_errors():
        form.add_error(None, CHANGED)


def _drawing(request):
    """What was drawn beside the name. One that can't be read holds nobody up: the name signs."""
    try:
        return drawing_in(request.POST.get("drawing"))
    except UnreadableDrawingError:
        messages.warning(
            request,
            _("The drawing could not be read and was not kept. Your typed name is your signature."),
        )
        return None


def _signed(request, release, form):
    """Whether it is signed now; why not goes into the form."""
    try:
        sign(
            release=release,
            by=request.user,
            typed_name=form.cleaned_data["typed_name"],
            shown_sha256=request.POST.get("shown_sha256", ""),
            language=get_language(),
            initialled=form.initialled,
            child=form.child,
            evidence=evidence_of(request) | {"drawing": _drawing(request)},
        )
    except NothingSignedError as error:
        form.add_error(None, str(error))
        release.refresh_from_db()
        return False
    return True
