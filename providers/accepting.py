"""Whose a directory entry becomes when somebody accepts the invitation for it."""

from django.db import connection

from accounts.actions import InvitationGoneError
from accounts.invitations import on_accept


@on_accept("providers.provider")
def accept_provider(*, offer, user):
    """Gives the entry to the new login, unless another one has it or this one has another."""
    with connection.cursor() as cursor:
        cursor.execute("select claim_provider(%s)", [offer.id])
        (claimed,) = cursor.fetchone()
    if not claimed:
        raise InvitationGoneError
