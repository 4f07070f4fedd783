"""Whose a client's record, or the authority to act for one, becomes with an invitation."""

from django.db import connection

from accounts.actions import InvitationGoneError
from accounts.invitations import on_accept


@on_accept("clients.client")
@on_accept("clients.representative")
def accept_client(*, offer, user):
    """Gives the record to the new login, unless it has an owner or this login has another."""
    with connection.cursor() as cursor:
        cursor.execute("select claim_client(%s)", [offer.id])
        (claimed,) = cursor.fetchone()
    if not claimed:
        raise InvitationGoneError
