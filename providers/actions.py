"""What changes the directory, each with its line in the ledger."""

from contextlib import contextmanager
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Func, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.actions import invite
from accounts.models import Kind
from ledger.actions import record
from ledger.clock import ClockTimestamp
from ledger.models import Verb
from providers.locks import lock_exclusive
from providers.models import Membership, Organization, Provider, Standing, StandingChange

REFUSALS = {
    "provider_npi_is_unique": {
        "npi": _("There is a provider with this NPI already. Look for it in the directory.")
    },
    "organization_npi_is_unique": {
        "npi": _("There is an organization with this NPI already. Look for it in the directory.")
    },
    "provider_proposals_are_few": _(
        "Too many of those whom you entered wait to be verified. Ask your directory admin."
    ),
    "membership_does_not_overlap": {
        "first_day": _("They belong to this organization then already. Choose other days.")
    },
}
"""What a constraint of the database means to the person at the form, by field."""


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


@contextmanager
def refusals_in_words():
    """A savepoint; what a constraint refuses in it becomes a sentence for people."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = error.__cause__.diag.constraint_name
        if name not in REFUSALS:
            raise
        raise ValidationError(REFUSALS[name]) from error


@transaction.atomic
def add_provider(*, by, **facts):
    """The new entry of the directory, not verified yet. Raises ValidationError with a sentence."""
    provider = Provider(**facts)
    with refusals_in_words():
        provider.save(force_insert=True)
    record(Verb.PROVIDER_ADDED, by=by, subject=provider)
    return provider


@transaction.atomic
def propose_provider(*, proposed_by, by, **facts):
    """The new entry of a provider whom another one wants to ask about: not verified, and nothing
    more than that until whoever keeps the directory has looked. Raises ValidationError."""
    return add_provider(by=by, proposed_by=proposed_by, **facts)


@transaction.atomic
def change_provider(*, provider, by, **facts):
    """Whether anything changed. Raises ValidationError with a sentence."""
    return _change(provider, Verb.PROVIDER_CHANGED, by, facts)


@transaction.atomic
def add_organization(*, by, **facts):
    """The new organization. Raises ValidationError with a sentence."""
    organization = Organization(**facts)
    with refusals_in_words():
        organization.save(force_insert=True)
    record(Verb.ORGANIZATION_ADDED, by=by, subject=organization)
    return organization


@transaction.atomic
def change_organization(*, organization, by, **facts):
    """Whether anything changed. Raises ValidationError with a sentence."""
    return _change(organization, Verb.ORGANIZATION_CHANGED, by, facts)


@transaction.atomic
def move(*, provider, name, by, why):
    """Whether the standing changed with this; false when somebody else changed it before.

    From the commit on a suspended provider is shown nothing: the provider's lock, taken first,
    waits for whatever they are being shown at this moment.
    """
    standing, to, verb = MOVES[name]
    lock_exclusive([provider.pk])
    if not Provider.objects.filter(pk=provider.pk, standing=standing).update(standing=to):
        return False
    StandingChange(provider=provider, standing=to, by=by, why=why).save(force_insert=True)
    record(verb, by=by, subject=provider, reason=why)
    if name == "activate":
        _invite_who_was_proposed(provider, by)
    return True


@transaction.atomic
def begin_membership(*, provider, organization, by, begins=None, ends=None):
    """The membership, from now unless `begins` says otherwise. Raises ValidationError."""
    during = Func(begins or ClockTimestamp(), ends, function="tstzrange")
    membership = Membership(provider=provider, organization=organization, during=during)
    lock_exclusive([provider.pk])
    with refusals_in_words():
        membership.save(force_insert=True)
    _record_membership(Verb.MEMBERSHIP_STARTED, membership, by)
    return membership


@transaction.atomic
def end_membership(*, membership, by, at=None):
    """Whether it ends with this: now, or at a later moment. One not yet begun is taken back.

    Raises ValidationError with a sentence.
    """
    lock_exclusive([membership.provider_id])
    ends = at or ClockTimestamp()
    kept = Membership.objects.running_or_planned().filter(pk=membership.pk)
    begun = kept.filter(Q(during__lower_inf=True) | Q(during__startswith__lt=ends))
    with refusals_in_words():
        if not begun.update(during=Func(Lower(F("during")), ends, function="tstzrange")):
            taken_back, _rows = kept.delete()
            if not taken_back:
                return False
    _record_membership(Verb.MEMBERSHIP_ENDED, membership, by)
    return True


@transaction.atomic
def invite_provider(*, provider, email, by, language="en"):
    """The invitation to an account that will act as this provider; earlier ones are void.

    Raises ValidationError with a sentence.
    """
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
    it goes to an address that somebody who keeps the directory has looked at."""
    if provider.proposed_by_id and provider.email and not provider.user_id:
        invite_provider(provider=provider, email=provider.email, by=by)


def _change(row, verb, by, facts):
    """Writes what differs, and into the ledger what it was and is."""
    kept = type(row).objects.select_for_update().get(pk=row.pk)
    changed = {name: value for name, value in facts.items() if getattr(kept, name) != value}
    if not changed:
        return False
    with refusals_in_words():
        type(row).objects.filter(pk=row.pk).update(**changed)
    was = {name: getattr(kept, name) for name in changed}
    record(verb, by=by, subject=kept, detail={"was": was, "is": changed})
    return True


def _record_membership(verb, membership, by):
    parties = {"provider": membership.provider_id, "organization": membership.organization_id}
    record(verb, by=by, subject=membership, detail=parties)
