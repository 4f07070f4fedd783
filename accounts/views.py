"""The page behind an invitation's link, and what allauth's pages need around them."""

from allauth.account.views import password_reset as allauth_password_reset
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actions, invitations, languages
from accounts.forms import MailForm
from accounts.invitations import Case
from accounts.models import Language

WORTH_NOTHING = (Case.GONE, Case.USED, Case.EXPIRED, Case.REPLACED, Case.TAKEN_BACK)
STATUS = dict.fromkeys(WORTH_NOTHING, 410) | {Case.UNKNOWN: 404}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("token")
def invitation(request, token=None):
    """Who invites, why, and one button. Looking uses nothing up: mail scanners look, too."""
    kept = request.session.get(invitations.SESSION_KEY, "")
    offer = invitations.find(invitations.hash_of(token) if token else kept)
    if request.method != "POST":
        return _show(request, offer, gone="gone" in request.GET)
    return ANSWERS[invitations.case_of(offer, request.user)](request, offer)


def _show(request, offer, **context):
    """What there is to say about this link to this visitor, in the invitation's language."""
    case = invitations.case_of(offer, request.user)
    # It looks alive: only whoever tried to use it can know that a newer one, or another account,
    # has what it was for.
    if context.pop("gone", False) and case in (Case.LIVE, Case.MINE):
        case = Case.GONE
    asked = request.GET.get("language")
    context |= {"offer": offer, "case": case, "languages": Language.choices}
    with override(asked if asked in Language else getattr(offer, "language", get_language())):
        status = 200 if "sent" in context else STATUS.get(case, 200)
        response = render(request, "accounts/invitation.html", context, status=status)
    # The address of this page is a secret, so no other address may learn it. Not "no-referrer":
    # browsers would then send the form from nowhere, and the check against forgery would refuse.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def _begin(request, offer):
    """On to the account: a new one, or the one that the address has already."""
    # Only the hash: what lies in the table of sessions makes no link.
    request.session[invitations.SESSION_KEY] = offer.token_hash
    there = invitations.sign_in_address() if invitations.has_account(offer) else "account_signup"
    # Whoever was invited in Spanish goes on in Spanish.
    spoken = request.POST.get("language")
    spoken = spoken if languages.is_known(spoken) else offer.language
    return languages.keep_in_browser(redirect(there), spoken)


def _link(request, offer):
    """The invited person is signed in: the record becomes theirs at once."""
    request.session[invitations.SESSION_KEY] = offer.token_hash
    try:
        actions.accept_invitation(offer=offer, by=request.user)
    except actions.InvitationGoneError:
        return redirect(invitations.gone_address())
    request.session.pop(invitations.SESSION_KEY, None)
    return redirect("/")


def _renew(request, offer):
    actions.renew_invitation(offer=offer)
    return _show(request, offer, sent=True)


def _send_newest(request, offer):
    actions.send_newest(offer=offer)
    return _show(request, offer, sent=True)


def _remind(request, offer):
    actions.remind_of_account(offer=offer)
    return _show(request, offer, sent=True)


ANSWERS = {
    Case.LIVE: _begin,
    Case.MINE: _link,
    Case.EXPIRED: _renew,
    Case.USED: _remind,
    Case.REPLACED: _send_newest,
    Case.TAKEN_BACK: _show,
    Case.FOREIGN: _show,
    Case.OTHER_KIND: _show,
    Case.UNKNOWN: _show,
}


# Exempt, so that the switch has no token and "not found" is the same bytes for everybody. A form
# on another site gains nothing: the session's cookie does not travel with it.
@csrf_exempt
@login_not_required
@require_POST
def language(request):
    """The page that one came from, in another language from now on."""
    chosen = request.POST.get("language")
    # Not from a field of the form: it would tell "not found" at one address from another.
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        came_from, {request.get_host()}, require_https=request.is_secure()
    )
    response = redirect(came_from if ours else "/")
    if not languages.is_known(chosen):
        return response
    if request.user.is_authenticated:
        actions.choose_language(user=request.user, language=chosen)
    return languages.keep_in_browser(response, chosen)


@require_http_methods(["GET", "HEAD", "POST"])
def mail_choice(request):
    """Whether letters come by mail: everybody's own choice, and nobody else's."""
    form = MailForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        actions.choose_mail(user=request.user, by=request.user, **form.choice)
        if form.choice["no_mail"]:
            said = _("We no longer mail you. Look here for what is new.")
        else:
            said = _("We write to you when something needs you.")
        messages.success(request, said)
        return redirect("mail_choice")
    return render(request, "accounts/mail.html", {"form": form})


@login_not_required
def password_reset(request):
    """A new password by mail, for whoever is signed out; the others change the one they know.

    While somebody acts, row security hides the accounts of others, and the mail would say that
    there is no account.
    """
    if request.user.is_authenticated:
        return redirect("account_change_password")
    return allauth_password_reset(request)
