"""Who is told about a release: by id, so that the outbox can carry it."""

from django.db.models import Q

from clients.models import Representative
from ledger.clock import StatementTimestamp


def people_who_sign(client):
    """The logins of the client and of those with verified authority now, if they have one."""
    represented = Representative.objects.filter(
        Q(client=client, during__contains=StatementTimestamp()),
        verified_at__isnull=False,
        user__isnull=False,
    ).values_list("user_id", flat=True)
    return [*filter(None, [client.user_id]), *represented]


def parties_with_a_login(release):
    """The logins of the providers that a release names, and of those at a named organization."""
    parties = release.parties.select_related("provider", "organization")
    named = {one.provider.user_id for one in parties if one.provider_id}
    for one in parties:
        if one.organization_id:
            there = one.organization.memberships.filter(during__contains=StatementTimestamp())
            named |= set(there.values_list("provider__user_id", flat=True))
    return sorted(named - {None})
