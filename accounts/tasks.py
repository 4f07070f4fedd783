"""What the worker does for accounts, as clerk: the base of its tasks, and the letters."""

from celery.contrib.django.task import DjangoTask
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.acting import acting_as
from accounts.invitations import hash_of, token_of
from accounts.models import Invitation, User
from ledger.clock import StatementTimestamp
from ledger.outbox import Mail, delivers


class ActingTask(DjangoTask):
    """A task whose body is one transaction in which nobody is acting.

    `acting = False` is for tasks that open their own transactions.
    """

    abstract = True
    acting = True

    def __call__(self, *args, **kwargs):
        if not self.acting:
            return super().__call__(*args, **kwargs)
        with acting_as(None):
            return super().__call__(*args, **kwargs)


class KeyChangedError(RuntimeError):
    """The link that can be derived now is not the one that the database waits for."""


@delivers("invitation", always=True)
def invitation_letter(outgoing):
    """The link to the landing page; None when the invitation was used, taken back or has
    expired meanwhile."""
    invitation = (
        Invitation.objects.filter(
            pk=outgoing.subject_id,
            used_at=None,
            taken_back_at=None,
            expires_at__gt=StatementTimestamp(),
        )
        .only("id", "email", "language", "generation", "token_hash", "invited_by_id")
        .first()
    )
    if invitation is None:
        return None
    token = token_of(invitation.id, invitation.generation)
    if hash_of(token) != invitation.token_hash:
        # SECRET_KEY was changed since. A dead letter that an operator sees beats a dead link.
        raise KeyChangedError
    inviter = User.objects.only("id", "name").get(pk=invitation.invited_by_id)
    link = settings.SITE_URL + reverse("invitation", args=[token])
    return _mail(
        invitation, _("You have an invitation"), "invitation", link=link, inviter=inviter.name
    )


@delivers("account_reminder", always=True)
def account_reminder_letter(outgoing):
    """How to sign in, for somebody who opened a used invitation; None when the account is off."""
    user = User.objects.addressees().filter(pk=outgoing.recipient).first()
    if user is None:
        return None
    links = {
        "sign_in": settings.SITE_URL + reverse("account_login"),
        "reset": settings.SITE_URL + reverse("account_reset_password"),
    }
    return _mail(user, _("You already have an account"), "account_reminder", **links)


def _mail(addressee, subject, template, **context):
    """A letter in the addressee's language."""
    with override(addressee.language):
        return Mail(
            to=addressee.email,
            subject=str(subject),
            body=render_to_string(f"emails/{template}.txt", context),
        )
