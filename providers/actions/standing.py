"""The standing of a provider, and the invitation to an account."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions import invite
from accounts.models import Kind
from ledger.actions import record
from ledger.models import Verb
from providers.actions.refusals import refusals_in_words
from providers.locks import lock_exclusive
from providers.models import Provider, Standing, StandingChange, Verification


class Move(NamedTuple):
    """A change of standing: from where it can be made, and where it leads."""

    standing: str
    to: str
    verb: str


MOVES = {
    "activate": Move(Standing.UNVERIFIED, Standing.ACTIVE, Verb.PROVIDER_ACTIVATED),
    "suspend": Move(Standing.ACTIVE, Standing.SUSPENDED, Verb.PROVIDER_SUSPENDED),
    "reinstate": Move(Standing.SUSPENDED, Standing.ACTIVE, Verb.PROVIDER_REINSTATED),
}


@transaction.atomic
def move(*, provider, name, by, why):
    """Whether the standing changed with this; false when somebody else changed it before.

    From the commit on a suspended provider is shown nothing: the provider's lock, taken first,
    waits for whatever they are being shown at this moment. Raises ValidationError where nobody
    has checked whom this would activate.
    """
    standing, to, verb = MOVES[name]
    lock_exclusive([provider.pk])
    kept = Provider.objects.unmerged().filter(pk=provider.pk, standing=standing)
    with refusals_in_words():
        if not kept.update(standing=to):
            return False
    StandingChange(provider=provider, standing=to, by=by, why=why).save(force_insert=True)
    detail = {"was": {"standing": standing}, "is": {"standing": to}}
    record(verb, by=by, subject=provider, reason=why, detail=detail)
    if name == "activate":
        _invite_who_was_proposed(provider, by)
    return True


@transaction.atomic
def invite_provider(*, provider, email, by, language="en"):
    """The invitation to an account that will act as this provider; earlier ones are void.

    Raises ValidationError with a sentence.
    """
    if provider.merged_into_id:
        raise ValidationError(_("This entry was merged into another one. Invite that one."))
    if provider.user_id:
        raise ValidationError(_("They have an account already. They can sign in with it."))
    return invite(
        email=email,
        kind=Kind.STAFF,
        subject=provider,
        by=by,
        language=language,
        name=provider.name,
    )


def _invite_who_was_proposed(provider, by):
    """Not before: whoever accepts an invitation of staff acts as the entry that it is for, and so
    it goes to an address that somebody who keeps the directory has checked."""
    checked = Verification.objects.standing().recent().filter(provider=provider, about="email")
    if provider.proposed_by_id and not provider.user_id and checked.exists():
        invite_provider(provider=provider, email=provider.email, by=by)
