"""How allauth behaves here: sign-up by invitation, mails that tell nothing, sealed secrets."""

from functools import partial

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import invitations
from accounts.acting import acting_as
from accounts.actions import InvitationGoneError, open_account
from accounts.reauthentication import proved_recently
from accounts.sealing import seal, unseal
from accounts.second_factor import factors_of


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "The e-mail address or the password is not correct. Check both and try again."
        ),
        "incorrect_code": _("This code is not correct. Type the one in our newest e-mail."),
        "incorrect_password": _("This password is not correct. Try again."),
        "too_many_login_attempts": _("Too many attempts. Wait a few minutes, then try again."),
        "rate_limited": _("Too many attempts. Wait a few minutes, then try again."),
        "same_as_current": _("Choose one that differs from the one you have now."),
    }

    def is_open_for_signup(self, request):
        """Whether this visitor came by a live invitation; one that is gone leads to its page."""
        token_hash = request.session.get(invitations.SESSION_KEY, "")
        if request.method == "POST":
            # Two forms sent at once: the second waits here, then finds the invitation used.
            invitations.hold(token_hash)
        request.offer = invitations.find(token_hash)
        if request.offer and request.offer.state != invitations.State.LIVE:
            raise ImmediateHttpResponse(redirect("invitation_open"))
        return request.offer is not None

    def save_user(self, request, user, form, commit=True):
        facts = form.cleaned_data
        try:
            opened = open_account(
                offer=request.offer,
                name=facts["name"],
                password=facts["password1"],
                language=facts["language"],
            )
        except InvitationGoneError as gone:
            raise ImmediateHttpResponse(redirect(invitations.gone_address())) from gone
        del request.session[invitations.SESSION_KEY]
        # Whoever has just chosen a password need not type it again for the second factor.
        record_authentication(request, opened, method="password", email=opened.email)
        return opened

    def is_email_verified(self, request, email):
        """True for the invited address: the link reached its owner by mail."""
        offer = getattr(request, "offer", None)
        return offer is not None and offer.email == email

    def get_signup_redirect_url(self, request):
        return reverse("mfa_index") if request.user.needs_second_factor else "/"

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not for the first factor of somebody who has just signed in: nothing can be lost."""
        if app == "allauth.mfa" and proved_recently(self.request):
            return bool(factors_of(self.request.user))
        return super().is_reauthentication_required(app=app, **kwargs)

    def confirm_email(self, request, email_address):
        # As the sign-in desk, which alone sees whether the address belongs to another account.
        with acting_as(None):
            return super().confirm_email(request, email_address)

    def send_mail(self, template_prefix, email, context):
        """Sends after the commit, so that a request that fails has told nobody anything."""
        message = self.render_mail(template_prefix, email, {"email": email, **context})
        transaction.on_commit(partial(message.send), robust=True)

    def render_mail(self, template_prefix, email, context, headers=None):
        """Plain text to one address, under a subject that is one line."""
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context).split())
        context = {**context, "site_url": settings.SITE_URL}
        body = render_to_string(f"{template_prefix}_message.txt", context).strip() + "\n"
        return EmailMessage(subject, body, self.get_from_email(), [email], headers=headers)


class MFAAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors sealed: a stolen backup shall not make codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not correct. Type the one that your app shows now."),
    }

    def encrypt(self, text):
        return seal(text)

    def decrypt(self, encrypted_text):
        return unseal(encrypted_text)
