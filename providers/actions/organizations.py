"""Taking an organization out of use, and back into it."""

from django.db import transaction

from ledger.actions import record
from ledger.models import Verb
from providers.actions.memberships import end_membership
from providers.actions.refusals import refusals_in_words
from providers.locks import lock_exclusive
from providers.models import Membership, Organization


@transaction.atomic
def deactivate_organization(*, organization, by, why):
    """Whether it is deactivated with this. Whoever belongs to it leaves it in the same moment, and
    so what clients permit the organization is closed to them. Raises ValidationError.

    Their locks come first and all at once, in the order of their ids, like everywhere.
    """
    members = Membership.objects.running_or_planned().filter(organization=organization)
    members = list(members.order_by("provider_id"))
    lock_exclusive([one.provider_id for one in members])
    for membership in members:
        end_membership(membership=membership, by=by)
    return _set(organization, Verb.ORGANIZATION_DEACTIVATED, by, why, is_active=False)


@transaction.atomic
def reactivate_organization(*, organization, by, why):
    """Whether it can be joined again with this. Nobody comes back to it by it."""
    return _set(organization, Verb.ORGANIZATION_REACTIVATED, by, why, is_active=True)


def _set(organization, verb, by, why, *, is_active):
    others = Organization.objects.filter(pk=organization.pk, is_active=not is_active)
    with refusals_in_words():
        if not others.update(is_active=is_active):
            return False
    detail = {"was": {"is_active": not is_active}, "is": {"is_active": is_active}}
    record(verb, by=by, subject=organization, reason=why, detail=detail)
    return True
