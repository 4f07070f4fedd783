"""Asking for a release, changing what was asked, and saying no."""

from django.db import transaction

from ledger.actions import record
from ledger.clock import ClockTimestamp, clock
from ledger.models import Verb
from ledger.outbox import enqueue
from providers.locks import lock_exclusive
from providers.models import Organization
from releases.models import Party, Release
from releases.notify import people_who_sign
from releases.states import Event
from releases.terms import time_to_answer

SCOPE = (
    "direction",
    "categories",
    "purposes",
    "information_from",
    "information_until",
    "effective_at",
    "expires_at",
    "ends_with_treatment",
    "reason",
)


@transaction.atomic
def request_release(*, client, proposed_by, disclosers, recipients, by, **scope):
    """The release, waiting for the client's signature; they are told that there is something.

    `disclosers` and `recipients` are providers or organizations; `scope` has `categories`,
    `purposes`, `expires_at` and any other of SCOPE. `proposed_by` is None when the client
    starts it; whoever is asked has so long to answer.
    """
    if proposed_by:
        scope |= time_to_answer(clock())
    release = Release(client=client, proposed_by=proposed_by, **scope)
    release.save(force_insert=True)
    name_parties(release, disclosers, recipients)
    record(Verb.RELEASE_REQUESTED, by=by, client=client, subject=release)
    if proposed_by:
        for person in people_who_sign(client, release.categories):
            enqueue("release_to_sign", subject_id=release.pk, recipient=person)
    return release


@transaction.atomic
def revise_request(*, release, by, disclosers=None, recipients=None, **scope):
    """The same request as the client wants it before signing."""
    lock_exclusive([release.client_id])
    for name, value in scope.items():
        setattr(release, name, value)
    if scope:
        release.save(update_fields=list(scope))
    if disclosers is not None and recipients is not None:
        release.parties.all().delete()
        name_parties(release, disclosers, recipients)
    return release


@transaction.atomic
def decline(*, release, by):
    """Whether this said no; no reason is asked. Saying it twice says it once."""
    lock_exclusive([release.client_id])
    open_request = Release.objects.that_may(Event.DECLINE).filter(pk=release.pk)
    if not open_request.update(declined_at=ClockTimestamp()):
        return False
    if not release.proposed_by_id and not release.signatures.exists():
        # The client's own draft, of which nobody was told: nothing has happened.
        return True
    acting_for = None if release.client.user_id == by.pk else release.client_id
    record(
        Verb.RELEASE_DECLINED,
        by=by,
        client=release.client_id,
        subject=release,
        acting_for=acting_for,
    )
    if release.proposed_by and release.proposed_by.user_id:
        enqueue("release_answered", subject_id=release.pk, recipient=release.proposed_by.user_id)
    return True


def name_parties(release, disclosers, recipients):
    """Writes who tells and who hears."""
    sides = (Party.Side.DISCLOSER, disclosers), (Party.Side.RECIPIENT, recipients)
    Party.objects.bulk_create(
        Party(
            release=release,
            side=side,
            **{"organization" if isinstance(party, Organization) else "provider": party},
        )
        for side, parties in sides
        for party in parties
    )
