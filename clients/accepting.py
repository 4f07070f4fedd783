"""Whose a client's record, or the authority to act for one, becomes with an invitation."""

from django.db import connection

from accounts.actions import InvitationGoneError
from accounts.invitations import on_accept
from clients.models import Representative


@on_accept("clients.client")
@on_accept("clients.representative")
def accept_client(*, offer, user):
    """The client concerned, whose record, or the authority for it, is now the new login's.

    Refused where somebody has it already, or where this login has a record of its own.
    """
    with connection.cursor() as cursor:
        cursor.execute("select claim_client(%s)", [offer.id])
        (claimed,) = cursor.fetchone()
    if not claimed:
        raise InvitationGoneError
    if offer.subject_type == "clients.client":
        return offer.subject_id
    return Representative.objects.get(pk=offer.subject_id).client_id
