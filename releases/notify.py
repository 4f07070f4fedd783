"""Who is told about a release: by id, so that the outbox can carry it."""

from django.db import connection

from ledger.clock import StatementTimestamp


def people_who_sign(client, categories=()):
    """The logins of those who could sign for these kinds, for a provider who treats the client.

    The client, and who represents them now: but not where a kind is a minor's own.
    """
    with connection.cursor() as cursor:
        cursor.execute("select people_who_sign(%s, %s::varchar[])", [client.pk, list(categories)])
        return [person for (person,) in cursor]


def minors_own(client):
    """The codes of the kinds that only the client decides about, being a minor of their age."""
    with connection.cursor() as cursor:
        cursor.execute("select minors_own(%s)", [client.pk])
        return {code for (code,) in cursor}


def parties_with_a_login(release):
    """The logins of the providers that a release names, and of those at a named organization."""
    parties = release.parties.select_related("provider", "organization")
    named = {one.provider.user_id for one in parties if one.provider_id}
    for one in parties:
        if one.organization_id:
            there = one.organization.memberships.filter(during__contains=StatementTimestamp())
            named |= set(there.values_list("provider__user_id", flat=True))
    return sorted(named - {None})
