"""What people do on the site to what consent depends on: its own actions, each in its own role.

An act takes a scene, which says who and what. It may be refused; then nothing has happened. The
database alone says when it happened.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone

from clients.actions import end_treatment
from clients.models import Client, Treatment
from coordination.actions import share_item, withdraw, write_item
from coordination.models import Item, Share
from ledger.clock import ClockTimestamp
from providers.actions import begin_membership, end_membership, move
from providers.models import Membership, Organization, Provider
from releases.actions import request_release, revoke, sign, stop_all
from releases.actions.changing import confirm_less, draft_change
from releases.actions.restricting import lift, restrict
from releases.actions.signing import sensitive_categories
from releases.document import fingerprint, form_of, render_document
from releases.models import Release, Restriction
from tests.roles import as_web

ACTS: list[Callable] = []


def act(of: Callable) -> Callable:
    ACTS.append(of)
    return of


# Clients


@act
def revoking(scene):
    release = scene.any(Release, "releases")
    owner = scene.login(release.client)
    with as_web(owner):
        return revoke(release=release, by=owner)


@act
def stopping_everything(scene):
    client = scene.any(Client, "clients")
    with as_web(scene.login(client)):
        return len(stop_all(client=client, by=scene.login(client)))


@act
def signing(scene, supersedes=None):
    """A release for a share that was sent already, asked for by the client and signed at once."""
    share = scene.any(Share, "shares")
    client = Client.objects.get(pk=scene.choice(share.subjects))
    owner = scene.login(client)
    with as_web(owner):
        release = request_release(
            client=client,
            proposed_by=None,
            disclosers=[share.author],
            recipients=[share.recipient],
            by=owner,
            categories=share.categories,
            purposes=[share.purpose],
            expires_at=timezone.now() + timedelta(days=scene.choice([1, 30])),
        )
        signed(release, owner)
    return client, owner


def signed(release, owner):
    return sign(
        release=release,
        by=owner,
        typed_name=release.client.name,
        shown_sha256=words_of(release),
        language="en",
        initialled=sensitive_categories(release),
    )


def words_of(release):
    return fingerprint(render_document(release, form_of(release, "en")))


@act
def leaving_something_out(scene):
    """The change that needs no more than one press: it replaces the release with less."""
    release = scene.any(Release, "releases")
    owner, less = scene.login(release.client), release.categories[:1]
    with as_web(owner):
        draft = draft_change(
            release=release, by=owner, categories=less, expires_at=release.expires_at
        )
        words = words_of(draft)
        return confirm_less(release=draft, by=owner, shown_sha256=words, language="en")


@act
def renewing(scene):
    """Another signed, and all that was in force before superseded with it."""
    client, owner = signing(scene)
    with as_web(owner):
        others = Release.objects.of(client).filter(superseded_at=None).exclude(signed_at=None)
        newest = others.order_by("-signed_at").first()
        return others.exclude(pk=newest.pk).update(superseded_at=ClockTimestamp())


@act
def ending_with_the_treatment(scene):
    """The treatment is over, and the client's releases with it."""
    treatment = scene.choice(list(Treatment.objects.filter(client=scene.any(Client, "clients"))))
    provider, client = treatment.provider, treatment.client
    with as_web(scene.login(provider)):
        end_treatment(client=client, provider=provider, by=scene.login(provider))
    with as_web(scene.login(client)):
        current = Release.objects.of(client).filter(ended_at=None).exclude(signed_at=None)
        return current.update(ended_at=ClockTimestamp())


@act
def restricting(scene):
    item = scene.any(Item, "items")
    client = scene.choice(list(item.subjects.all()))
    about = scene.choice([{}, {"item": item.pk}, {"categories": item.categories[:1]}])
    to = scene.choice(
        [
            {},
            {"provider": scene.any(Provider, "providers")},
            {"organization": scene.any(Organization, "organizations")},
        ]
    )
    with as_web(scene.login(client)):
        restrict(client=client, by=scene.login(client), **about, **to)


@act
def lifting(scene):
    client = scene.any(Client, "clients")
    with as_web(scene.login(client)):
        restriction = scene.choice(list(Restriction.objects.filter(client=client)))
        return lift(restriction=restriction, by=scene.login(client))


# Authors


@act
def writing_and_sharing(scene):
    """Another note like one that is there, about one of its clients, to two colleagues."""
    like = scene.any(Item, "items")
    author, client = like.author, scene.choice(list(like.subjects.all()))
    facts = {"categories": like.categories, "service_date": like.service_date, "body": "Well."}
    to = [scene.any(Provider, "providers") for _ in range(2)]
    with as_web(scene.login(author)):
        item = write_item(author=author, subjects=[client], by=scene.login(author), **facts)
        recipients = {one for one in to if one != author}
        return len(share_item(item=item, recipients=recipients, by=scene.login(author)))


@act
def withdrawing(scene):
    share = scene.any(Share, "shares")
    with as_web(scene.login(share.author)):
        return withdraw(share=share, by=scene.login(share.author))


@act
def correcting_the_birthday(scene):
    """By whoever treats the client: of age since some days, or in some days, or not known."""
    treatment = scene.choice(list(Treatment.objects.filter(client=scene.any(Client, "clients"))))
    day = timezone.now().date() + timedelta(days=scene.choice([-2, 3]))
    born = scene.choice([None, date(day.year - 18, day.month, min(day.day, 28))])
    with as_web(scene.login(treatment.provider)):
        return Client.objects.filter(pk=treatment.client_id).update(born=born)


# The office


@act
def joining(scene):
    provider, place = scene.any(Provider, "providers"), scene.any(Organization, "organizations")
    with as_web(scene.office):
        begin_membership(provider=provider, organization=place, by=scene.office)


@act
def leaving(scene):
    provider = scene.any(Provider, "providers")
    membership = scene.choice(list(Membership.objects.running().filter(provider=provider)))
    with as_web(scene.office):
        return end_membership(membership=membership, by=scene.office)


@act
def moving_to_another_place(scene):
    """In one transaction: out of one, into the other."""
    leaving(scene)
    joining(scene)


@act
def changing_standing(scene):
    provider, name = scene.any(Provider, "providers"), scene.choice(["suspend", "reinstate"])
    with as_web(scene.office):
        return move(provider=provider, name=name, by=scene.office, why="Seen to")
