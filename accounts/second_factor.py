"""Whether a person who needs a second factor has one, and has shown it in this session."""

from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.db import models
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# What is open to somebody who has no factor yet: setting one up, and their own account.
SET_UP = frozenset(
    {
        "account_change_password",
        "account_email",
        "account_email_verification_sent",
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_index",
        "mfa_list_webauthn",
    }
)
# What is open to somebody who has a factor but has not shown it. Nothing that could take it away:
# a session from before the factor, in other hands, must not outlive it.
PROVE = frozenset(
    {
        "account_logout",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)


class Standing(models.TextChoices):
    """How far a signed-in person has come with the second factor."""

    DONE = "done"
    TO_SET_UP = "to_set_up"
    TO_PROVE = "to_prove"


OPEN = {Standing.TO_SET_UP: SET_UP, Standing.TO_PROVE: PROVE}
SENTENCES = {
    Standing.TO_SET_UP: _(
        "Before you continue, add a second way to sign in: an authenticator app or a passkey."
    ),
    Standing.TO_PROVE: _("Before you continue, confirm with your second way to sign in."),
}


def factors_of(user):
    """The ids of this person's factors; none when only recovery codes are left of them."""
    factors = dict(Authenticator.objects.filter(user=user).values_list("id", "type"))
    return set(factors) if set(factors.values()) - {Authenticator.Type.RECOVERY_CODES} else set()


def standing(request):
    """Where the signed-in person stands, asked anew each time: factors can be taken away."""
    if not request.user.needs_second_factor:
        return Standing.DONE
    factors = factors_of(request.user)
    if not factors:
        return Standing.TO_SET_UP
    shown = {
        record.get("id")
        for record in get_authentication_records(request, request.user)
        if record["method"] == "mfa"
    }
    return Standing.DONE if shown & factors else Standing.TO_PROVE


def next_step(request, where):
    """The page that brings this person further, and back to what they asked for."""
    if where == Standing.TO_SET_UP:
        return reverse("mfa_index")
    keys_only = not request.user.authenticator_set.exclude(
        type=Authenticator.Type.WEBAUTHN
    ).exists()
    return reverse("mfa_reauthenticate_webauthn" if keys_only else "mfa_reauthenticate")


@receiver(authenticator_added, dispatch_uid="accounts.second_factor.shown_by_adding")
def shown_by_adding(sender, request, user, authenticator, **kwargs):
    """Adding a factor takes a code from it, or a touch of the key: it has been shown."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        shown = {"id": authenticator.pk, "type": authenticator.type, "reauthenticated": True}
        record_authentication(request, user, method="mfa", **shown)
