"""The cast: everybody in the tests has a name and a story, all of it invented here.

Ana sees a therapist; a psychiatrist may know of her progress and medications, her family doctor
could until yesterday, and one provider has nothing to do with her. Sam and Robin see a couples
counsellor. Leo is nine; his parents sign for him. Noa is fourteen: of what the law makes her own
her father knows nothing.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pytest

from accounts.models import User
from clients.models import Client, Representative, Unit
from coordination.models import Share
from providers.models import Provider
from releases.models import Release, SignedBy
from tests import factories as make


@dataclass
class Person:
    """Somebody with an account, and what they are here: a client, a provider, a parent."""

    user: User
    client: Client = None
    provider: Provider = None
    authority: Representative = None
    release: Release = None

    @cached_property
    def http(self):
        """Their browser: signed in just now, second factor shown."""
        return make.signed_in(self.user)


def a_client(name, **fields):
    user = make.user(name)
    return Person(user, client=make.client(name, user=user, **fields))


def a_provider(name, profession, credentials=""):
    user = make.staff(name)
    provider = make.provider(name, user=user, profession=profession, credentials=credentials)
    return Person(user, provider=provider)


@pytest.fixture
def practice(db):
    """Where Ana's therapist works."""
    return make.organization("Harbor Street Practice", phone="+15035550140")


# Ana


@pytest.fixture
def ana(db):
    return a_client("Ana Moreno", preferred_name="Ana", born=date(1991, 3, 14))


@pytest.fixture
def therapist(ana, practice):
    """Treats Ana and works at the practice."""
    person = a_provider("Miriam Stone", "therapist", "LCSW")
    make.membership(person.provider, practice)
    make.treatment(ana.client, person.provider)
    return person


@pytest.fixture
def psychiatrist(ana, therapist):
    """May know what the therapist writes of Ana's progress and medications; `.release` says so."""
    person = a_provider("Julian Okafor", "psychiatrist", "MD")
    person.release = make.release(
        ana.client,
        signer=ana.user,
        proposed_by=therapist.provider,
        disclosers=[therapist.provider],
        recipients=[person.provider],
        categories=["progress", "medications"],
        reason="To agree on medication",
    )
    return person


@pytest.fixture
def gp(ana, therapist):
    """Could know the same until yesterday: `.release` lapsed."""
    person = a_provider("Helen Park", "gp", "MD")
    person.release = make.release(
        ana.client,
        signer=ana.user,
        signed=make.ago(days=200),
        expires_at=make.ago(days=1),
        proposed_by=therapist.provider,
        disclosers=[therapist.provider],
        recipients=[person.provider],
        categories=["progress", "medications"],
        reason="To coordinate with family medicine",
    )
    return person


@pytest.fixture
def colleague(practice):
    """A psychiatrist at the practice of Ana's therapist, who does not know Ana."""
    person = a_provider("Dana Cole", "psychiatrist", "MD")
    make.membership(person.provider, practice)
    return person


@pytest.fixture
def stranger(db):
    """A provider whom none of these people know."""
    return a_provider("Victor Lang", "other", "PsyD")


@pytest.fixture
def note(ana, therapist):
    """The therapist's note about Ana's progress, addressed to nobody yet."""
    return make.item(therapist.provider, ana.client, body="Sleeps through most nights now.")


@pytest.fixture
def open_share(note, psychiatrist) -> Share:
    """The note addressed to the psychiatrist, who may open it."""
    return make.share(note, psychiatrist.provider)


@pytest.fixture
def held_share(note, gp) -> Share:
    """The same note addressed to the family doctor, who could open it until yesterday."""
    return make.share(note, gp.provider, shared=make.ago(days=3))


# Sam and Robin


@pytest.fixture
def sam(db):
    return a_client("Sam Whitaker", born=date(1988, 7, 2))


@pytest.fixture
def robin(db):
    return a_client("Robin Hale", born=date(1990, 11, 23))


@pytest.fixture
def couples_counsellor(sam, robin):
    """Treats both."""
    person = a_provider("Nadia Haddad", "couples_counsellor", "LMFT")
    for one in (sam, robin):
        make.treatment(one.client, person.provider)
    return person


@pytest.fixture
def couple(sam, robin, couples_counsellor) -> Unit:
    return make.unit(
        "Sam and Robin", sam.client, robin.client, created_by=couples_counsellor.provider
    )


# Leo


@pytest.fixture
def leo(db):
    """Nine years old, and without an account."""
    born = make.TODAY.replace(year=make.TODAY.year - 9, day=1)
    return Person(user=None, client=make.client("Leo Castillo", born=born))


@pytest.fixture
def play_therapist(leo):
    person = a_provider("Grace Lindqvist", "play_therapist", "LPC")
    make.treatment(leo.client, person.provider)
    return person


@pytest.fixture
def mother(leo, play_therapist):
    return a_parent("Elena Castillo", leo, play_therapist)


@pytest.fixture
def father(leo, play_therapist):
    return a_parent("Marco Castillo", leo, play_therapist)


def a_parent(name, child, verifier, **fields):
    """Somebody with verified authority for the child."""
    user = make.user(name)
    authority = make.representative(
        child.client, user=user, verified_by=verifier.provider, **fields
    )
    return Person(user, authority=authority)


@pytest.fixture
def family_counsellor(leo, mother, play_therapist):
    """May know what the play therapist writes of Leo's goals; his mother signed."""
    person = a_provider("Owen Brandt", "family_counsellor", "LMFT")
    release = make.request(
        leo.client,
        signed_by=SignedBy.REPRESENTATIVE,
        proposed_by=play_therapist.provider,
        disclosers=[play_therapist.provider],
        recipients=[person.provider],
        categories=["goals", "family_themes"],
    )
    make.signature(release, mother.user, representative=mother.authority)
    person.release = make.change(release, signed_at=make.ago(days=20))
    return person


# Noa


@pytest.fixture
def noa(db):
    """Fourteen, with an account of her own."""
    born = make.TODAY.replace(year=make.TODAY.year - 14, day=1)
    return a_client("Noa Rivlin", preferred_name="Noa", born=born)


@pytest.fixture
def counsellor(noa):
    """Treats Noa."""
    person = a_provider("Iris Falk", "therapist", "LCSW")
    make.treatment(noa.client, person.provider)
    return person


@pytest.fixture
def noas_father(noa, counsellor):
    return a_parent("Daniel Rivlin", noa, counsellor)


# The office


@pytest.fixture
def directory_admin(db):
    return Person(make.staff("Priya Nair", is_directory_admin=True))


@pytest.fixture
def privacy_officer(db):
    return Person(make.staff("Tom Ashworth", is_privacy_officer=True))
