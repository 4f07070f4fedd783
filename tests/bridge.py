"""Sam and Robin see a therapist each, and the two therapists may tell each other: one half each."""

from dataclasses import dataclass

from releases.models import Release
from tests import factories as make
from tests.people import Person

CANARY = "canary-robins-reason"


@dataclass
class Bridge:
    """`vera` treats Sam, who lets her tell `dana`; `dana` treats Robin, who lets her tell her."""

    vera: Person
    dana: Person
    sams: Release
    robins: Release


def half(client, teller, hearer, **facts):
    """The release of one of the two."""
    parties = {"disclosers": [teller.provider], "recipients": [hearer.provider]}
    return make.release(
        client.client, signer=client.user, proposed_by=teller.provider, **parties, **facts
    )
