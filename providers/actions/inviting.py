"""Sending an invitation to the directory again."""

from django.db import transaction

from providers.actions.standing import invite_provider


@transaction.atomic
def invite_again(*, invited, by):
    """How many were sent a new invitation, each to the address of the one before, which is void
    from now on. Who has an account by now needs none."""
    again = [one for one in invited if not one.provider.user_id]
    for one in again:
        facts = {"email": one.invitation.email, "language": one.invitation.language}
        invite_provider(provider=one.provider, by=by, **facts)
    return len(again)
