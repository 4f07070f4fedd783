"""Rows for races: many trials at once, each with a client, and so with locks, of its own."""

import threading
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import count

from django.db import transaction

from accounts.models import Invitation, User
from clients.models import Client, Representative, Treatment
from coordination.models import Item, ItemSubject, Share
from providers.models import Membership, Provider
from releases.models import Party, Release, Restriction, SignedBy
from tests import factories as make
from tests.people import Person

TOGETHER = 20
"""So many trials have their author and recipient in common: a caseload, not a crowd."""
BODY = "She sleeps through most nights now."
_number = count(1)


@dataclass
class Side:
    """One client of a trial: the person, the login, the release, and what they are signing."""

    owner: User
    client: Client
    release: Release = None
    waiting: Release = None
    words: str = ""

    @cached_property
    def http(self):
        """Their browser, signed in."""
        return make.signed_in(self.owner)


@dataclass
class Trial:
    """A note about one or two clients, and those who do something about it at once."""

    author: Person
    recipient: Person
    other: Provider
    sides: list
    item: Item = None
    share: Share = None
    admin: User = None
    membership: Membership = None
    restriction: Restriction = None
    invitation: Invitation = None
    closed: threading.Event = field(default_factory=threading.Event)

    @property
    def owner(self):
        return self.sides[0].owner

    @property
    def client(self):
        return self.sides[0].client

    @property
    def release(self):
        return self.sides[0].release


def prepare(
    number, *, about=1, named=None, shared=True, signed=True, to=None, born=None, together=TOGETHER
):
    """This many trials. `to` is an organization that is released to instead of the recipient.

    The note is about the first `named` of the clients, or about all. `signed` can say it for
    each side. With `born`, a parent signed.
    """
    admin = make.staff("Priya Nair", is_directory_admin=True)
    trials = []
    for start in range(0, number, together):
        author, recipient = provider("Miriam Stone"), provider("Julian Okafor")
        other = make.provider("Helen Park")
        trials += [
            Trial(author, recipient, other, people(about, born), admin=admin)
            for _one in range(min(together, number - start))
        ]
    save_people(trials, born)
    release_all(trials, to, signed, SignedBy.REPRESENTATIVE if born else SignedBy.CLIENT)
    write_all(trials, named)
    if shared:
        share_all(trials)
    return trials


def save_people(trials, born):
    """The clients with their logins and parents, all treated by the author."""
    sides = [side for one in trials for side in one.sides]
    User.objects.bulk_create(side.owner for side in sides)
    make.agreements(side.owner for side in sides)
    Client.objects.bulk_create(side.client for side in sides)
    if born:
        Representative.objects.bulk_create(parent(one) for one in trials)
    Treatment.objects.bulk_create(
        Treatment(
            client=side.client, provider=one.author.provider, during=(make.ago(days=60), None)
        )
        for one in trials
        for side in one.sides
    )


def provider(name):
    user = make.staff(name)
    return Person(user, provider=make.provider(name, user=user))


def people(about, born):
    """The clients of a trial, not saved; a child of a parent with a login if `born` is given."""
    sides = []
    for _one in range(about):
        owner = User(email=f"racer{next(_number)}@example.org", name="Ana Moreno", password="!")
        client = Client(name="Ana Moreno", born=born, user=None if born else owner)
        sides.append(Side(owner, client))
    return sides


def parent(trial):
    return Representative(
        client=trial.client,
        user=trial.owner,
        name=trial.owner.name,
        basis=Representative.Basis.PARENT,
        during=(make.ago(days=9), None),
        verified_by=trial.author.provider,
        verified_at=make.ago(days=9),
    )


def release_all(trials, to, signed, signed_by):
    """A release of each client: from the author, who asked for it, to the recipient, or to an
    organization.

    It ends with the treatment by the author, if that ends.
    """
    parties, chosen = [], []
    facts = {
        "purposes": ["care_coordination"],
        "expires_at": make.ahead(days=364),
        "ends_with_treatment": True,
    }
    for one in trials:
        tells = {"side": "discloser", "provider": one.author.provider}
        hears = {"organization": to} if to else {"provider": one.recipient.provider}
        for number, side in enumerate(one.sides):
            side.release = Release(
                client=side.client,
                categories=["progress"],
                proposed_by=one.author.provider,
                signed_by=signed_by,
                **facts,
            )
            parties += [Party(release=side.release, **tells)]
            parties += [Party(release=side.release, side="recipient", **hears)]
            if signed[number] if isinstance(signed, tuple) else signed:
                chosen.append(side.release.pk)
    sides = [side for one in trials for side in one.sides]
    Release.objects.bulk_create(side.release for side in sides)
    Party.objects.bulk_create(parties)
    Release.objects.filter(pk__in=chosen).update(signed_at=make.ago(days=30))
    fresh = Release.objects.in_bulk([side.release.pk for side in sides])
    for side in sides:
        side.release = fresh[side.release.pk]


def write_all(trials, named):
    """A note in each trial."""
    for one in trials:
        one.item = Item(
            author=one.author.provider,
            categories=["progress"],
            body=BODY,
            service_date=date.today(),
        )
    with transaction.atomic():  # a note without anybody whom it is about cannot be committed
        Item.objects.bulk_create(one.item for one in trials)
        ItemSubject.objects.bulk_create(
            ItemSubject(item=one.item, client=side.client)
            for one in trials
            for side in one.sides[:named]
        )


def share_all(trials):
    for one in trials:
        one.share = Share(
            item=one.item, recipient=one.recipient.provider, shared_at=make.ago(hours=1)
        )
    Share.objects.bulk_create(one.share for one in trials)
    fresh = Share.objects.in_bulk([one.share.pk for one in trials])
    for one in trials:
        one.share = fresh[one.share.pk]


def clinic():
    """An organization that releases name instead of its members."""
    return make.organization("Northgate Clinic")


def join_all(trials, organization):
    """Every recipient belongs to the organization, for a long time already."""
    everybody = {one.recipient.provider.pk: one.recipient.provider for one in trials}
    made = {
        pk: Membership(provider=provider, organization=organization, during=(None, None))
        for pk, provider in everybody.items()
    }
    Membership.objects.bulk_create(made.values())
    for one in trials:
        one.membership = made[one.recipient.provider.pk]
