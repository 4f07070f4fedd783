"""What a client begins without being asked: a draft of theirs until it is signed."""

from django.db import transaction

from providers.locks import lock_exclusive
from releases.actions.requests import name_parties
from releases.models import Party, Release

SAME = ("instrument", "direction", "categories")
"""What tells one draft from another between the same people."""


@transaction.atomic
def start_release(*, client, by, disclosers, recipients, **scope):
    """The client's own draft, not signed yet.

    Nobody is told and the ledger is silent, as nothing has happened. Sent twice, as by a double
    click, it is one draft.
    """
    lock_exclusive([client.pk])
    same = {name: scope.pop(name) for name in SAME}
    for draft in Release.objects.begun_by(client).filter(**same):
        if _sides(draft) == (_ids(disclosers), _ids(recipients)):
            Release.objects.filter(pk=draft.pk).update(**scope)
            return draft
    draft = Release(client=client, asked_categories=same["categories"], **same, **scope)
    draft.save(force_insert=True)
    name_parties(draft, disclosers, recipients)
    return draft


def _sides(draft):
    named = [(one.side, one.provider_id) for one in draft.parties.all()]
    return tuple(
        {provider for side, provider in named if side == this}
        for this in (Party.Side.DISCLOSER, Party.Side.RECIPIENT)
    )


def _ids(providers):
    return {one.pk for one in providers}
