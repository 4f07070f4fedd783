"""A practice at its busiest: everybody does everything at once, to few and the same people.

Couples and a family whose notes overlap, authors who write about all of them, recipients who come
and go. A round has a world of its own, so that a long load stays as quick as a short one.
"""

import random
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from accounts.acting import acting_as
from accounts.models import User
from accounts.refusals import Blocked
from clients.models import Client
from coordination.actions import disclose, share_item, withdraw, write_item
from coordination.models import Item, ItemSubject, Share
from ledger.clock import ClockTimestamp
from providers.actions import begin_membership, end_membership, move
from providers.models import Membership, Organization
from releases.actions import (
    NothingSignedError,
    decline,
    request_release,
    revise_request,
    revoke,
    sign,
    stop_all,
)
from releases.document import fingerprint, form_of, render_document
from releases.models import Release, Restriction, SignedBy
from tests import factories as make
from tests.attempts import value
from tests.consent.racing import pause
from tests.consent.trials import BODY, provider
from tests.consent.writing import A_CHILD, AN_ADULT
from tests.people import Person

TOO_LATE = {"item_subject_once", "release_signed_is_fixed", "release_end_is_final"}
"""What the database refuses to whoever comes second."""


@dataclass
class World:
    """Whom the acts are about; each act picks some of them."""

    admin: User
    clinic: Organization
    authors: list
    recipients: list
    clients: list
    chance: random.Random = field(default_factory=random.Random)

    def some(self, several, most=2):
        """One or more of them, in any order."""
        return self.chance.sample(several, self.chance.randint(1, most))

    def one(self, several):
        """One of them; None of none."""
        return self.chance.choice(several) if len(several) else None


def new_world():
    admin = make.staff("Priya Nair", is_directory_admin=True)
    clinic = make.organization("Northgate Clinic")
    authors = [provider(name) for name in ("Miriam Stone", "Nadia Haddad", "Grace Lindqvist")]
    recipients = [provider(name) for name in ("Julian Okafor", "Helen Park", "Owen Brandt")]
    for one in recipients:
        make.membership(one.provider, clinic, since=make.ago(days=9))
    clients = [a_client(name) for name in ("Ana", "Sam", "Robin", "Mara", "Ruth")]
    clients.append(a_child("Leo", authors[0]))
    for one in clients:
        for author in authors:
            make.treatment(one.client, author.provider)
        make.release(
            one.client,
            disclosers=[author.provider for author in authors],
            recipients=[recipients[0].provider, clinic],
            signed_by=SignedBy.REPRESENTATIVE if one.authority else SignedBy.CLIENT,
        )
    return World(admin, clinic, authors, recipients, clients)


def a_client(name):
    user = make.user(name)
    return Person(user, client=make.client(name, user=user))


def a_child(name, verifier):
    parent, child = make.user("Elena"), make.client(name, born=A_CHILD)
    authority = make.representative(child, user=parent, verified_by=verifier.provider)
    return Person(parent, client=child, authority=authority)


def is_refusal(error):
    """Whether an act may end like this when somebody else was quicker. A deadlock is none."""
    # The parent of a child who is an adult by now finds nothing any more and may nothing.
    if isinstance(error, (Blocked, NothingSignedError, ValidationError, Release.DoesNotExist)):
        return True
    diag = getattr(error.__cause__, "diag", None)
    return diag is not None and (diag.sqlstate == "42501" or diag.constraint_name in TOO_LATE)


# The authors


def write(world):
    author, about = world.one(world.authors), world.some(world.clients, 3)
    facts = {"categories": ["progress"], "body": BODY, "service_date": make.TODAY}
    with acting_as(author.user):
        clients = [one.client for one in about]
        write_item(author=author.provider, subjects=clients, by=author.user, **facts)


def share(world):
    author, to = world.one(world.authors), world.some(world.recipients, 3)
    with acting_as(author.user):
        if item := world.one(Item.objects.written_by(author.provider)):
            share_item(item=item, recipients=[one.provider for one in to], by=author.user)


def take_back(world):
    author = world.one(world.authors)
    with acting_as(author.user):
        sent = Share.objects.written_by(author.provider).filter(withdrawn_at=None)
        if one := world.one(sent):
            withdraw(share=one, by=author.user)


def name_another(world):
    author, client = world.one(world.authors), world.one(world.clients).client
    with acting_as(author.user):
        if item := world.one(Item.objects.written_by(author.provider)):
            ItemSubject(item=item, client=client).save(force_insert=True)


def correct_a_birthday(world):
    author, child = world.one(world.authors), world.clients[-1].client
    with acting_as(author.user):
        born = world.one([A_CHILD, AN_ADULT])
        Client.objects.filter(pk=child.pk).update(born=born)


# The clients


def ask_and_sign(world):
    """A release, sometimes in place of another."""
    person = world.one(world.clients)
    parties = {
        "disclosers": [one.provider for one in world.some(world.authors, 3)],
        "recipients": [world.one([*(one.provider for one in world.recipients), world.clinic])],
    }
    scope = {
        "categories": ["progress"],
        "purposes": ["care_coordination"],
        "expires_at": make.ahead(days=30),
        "signed_by": SignedBy.REPRESENTATIVE if person.authority else SignedBy.CLIENT,
    }
    with acting_as(person.user):
        if world.chance.random() < 0.5:
            scope["supersedes"] = world.one(Release.objects.of(person.client).in_force())
        asked = request_release(
            client=person.client, proposed_by=None, by=person.user, **parties, **scope
        )
        words = fingerprint(render_document(asked, form_of(asked, "en")))
    pause()
    with acting_as(person.user):
        sign(
            release=asked,
            by=person.user,
            typed_name=person.user.name,
            shown_sha256=words,
            language="en",
            child={"assent": "agrees"},
        )


def answer(world):
    """No to what somebody asked, or other kinds than they asked."""
    person = world.one(world.clients)
    with acting_as(person.user):
        if waiting := world.one(Release.objects.of(person.client).waiting()):
            if world.chance.random() < 0.5:
                decline(release=waiting, by=person.user)
            else:
                revise_request(release=waiting, by=person.user, categories=["goals"])


def stop(world):
    person = world.one(world.clients)
    with acting_as(person.user):
        if one := world.one(Release.objects.of(person.client).in_force()):
            revoke(release=one, by=person.user)


def stop_everything(world):
    person = world.one(world.clients)
    with acting_as(person.user):
        stop_all(client=person.client, by=person.user)


def restrict(world):
    person = world.one(world.clients)
    whom = world.one([{"provider": world.one(world.recipients).provider}, {}])
    with acting_as(person.user):
        Restriction(client=person.client, **whom).save(force_insert=True)


def lift(world):
    person = world.one(world.clients)
    with acting_as(person.user):
        mine = Restriction.objects.filter(client=person.client, ends_at=None)
        mine.update(ends_at=ClockTimestamp())


# The recipients and the office


def read(world):
    """Opens what was shared, or tries to."""
    reader = world.one(world.recipients)
    with acting_as(reader.user):
        listed = list(Share.objects.visible_to(reader.provider)[:20])
    if not listed:
        return
    with acting_as(reader.user):
        disclose(share_id=world.one(listed).pk, provider=reader.provider, by=reader.user)
        pause()


def look(world):
    """A list and a count, as the pages make them."""
    reader = world.one(world.recipients)
    with acting_as(reader.user):
        list(Share.objects.visible_to(reader.provider).select_related("author")[:50])
        value("select count(*) from coordination_item where body <> ''")


def change_a_membership(world):
    one = world.one(world.recipients).provider
    with acting_as(world.admin):
        if running := Membership.objects.running().filter(provider=one).first():
            end_membership(membership=running, by=world.admin)
        else:
            begin_membership(provider=one, organization=world.clinic, by=world.admin)


def change_a_standing(world):
    facts = {"provider": world.one(world.recipients).provider, "why": "Looked into."}
    with acting_as(world.admin):
        if not move(name="suspend", by=world.admin, **facts):
            move(name="reinstate", by=world.admin, **facts)


ACTS = {
    write: 8,
    share: 12,
    take_back: 4,
    name_another: 2,
    correct_a_birthday: 1,
    ask_and_sign: 6,
    answer: 1,
    stop: 3,
    stop_everything: 1,
    restrict: 2,
    lift: 3,
    read: 16,
    look: 6,
    change_a_membership: 4,
    change_a_standing: 3,
}
