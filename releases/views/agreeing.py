"""Signing online or on paper: what the one means, and the form to print for the other."""

from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Kind
from releases.acting import as_signer
from releases.actions.agreeing import NotAgreedError, agree_to_sign_online, sign_on_paper_only
from releases.document import fingerprint
from releases.esign import SESSION_KEY, agreement_of, code_in, sample_with, terms_for, words_of
from releases.forms.agreeing import CodeForm
from releases.paper import printed
from releases.reviewing import sensitive_kinds
from releases.views.review import unanswered


def who_could_sign(view):
    """The view, for people who are clients or act for some; staff signs nothing."""

    @wraps(view)
    def wrapped(request, **kwargs):
        if request.user.kind != Kind.CLIENT:
            raise Http404
        return view(request, **kwargs)

    return wrapped


@require_http_methods(["GET", "HEAD", "POST"])
@who_could_sign
def esign(request):
    """What signing online means, once for each person; later, that one agreed and the way back."""
    release = _release_in(request)
    form = CodeForm(request.POST if request.method == "POST" else None, code=code_in(request))
    if request.method == "POST" and form.is_valid() and _agreed(request, form):
        return redirect("review_sign", release) if release else redirect("esign")
    words = words_of(terms_for(get_language()))
    context = {
        "agreement": agreement_of(request.user),
        "words": words,
        "shown_sha256": fingerprint(words),
        "form": form,
        "release_id": release,
    }
    return render(request, "releases/esign.html", context)


@require_safe
@who_could_sign
def esign_sample(request):
    """A file like those that one gets here, with the code to type. To save, as they are: some
    browsers refuse to show a PDF under a strict content policy.
    """
    headers = {"Content-Disposition": 'attachment; filename="sample.pdf"'}
    file = sample_with(code_in(request))
    return HttpResponse(file, content_type="application/pdf", headers=headers)


@require_POST
@who_could_sign
def esign_withdraw(request):
    """From now on on paper; what was signed stays signed."""
    sign_on_paper_only(by=request.user)
    messages.success(request, _("From now on you sign on paper. What you signed before stays."))
    return redirect("esign")


@require_safe
@as_signer
@unanswered
def review_paper(request, release):
    """The form to print and sign by hand, and what to do with it."""
    if not release.asked_categories:
        return redirect("review_what", release.pk)
    paper = printed(release, get_language())
    page = {"release": release, "paper": paper, "sensitive": sensitive_kinds(release)}
    return render(request, "releases/review_paper.html", page)


def _release_in(request):
    """The id of the release that waits behind this page, if the address names one."""
    try:
        return UUID(request.POST.get("release") or request.GET.get("release", ""))
    except ValueError:
        return None


def _agreed(request, form):
    """Whether it is agreed now; why not goes into the form."""
    try:
        agree_to_sign_online(
            by=request.user,
            language=get_language(),
            shown_sha256=request.POST.get("shown_sha256", ""),
            code=form.cleaned_data["code"],
        )
    except NotAgreedError as error:
        form.add_error(None, str(error))
        return False
    request.session.pop(SESSION_KEY, None)
    return True
