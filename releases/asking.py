"""What a provider needs who wants to ask for a release: with whom, what there is, how it reads."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from providers.finding import addressable_to
from providers.models import Provider
from releases.actions import request_release
from releases.document import form_of, render_document
from releases.models import EXCLUSIVE, Category, Direction, Party, Release
from releases.notify import minors_own, people_who_sign
from releases.presenters import kind_labels, labels


class Way:
    """Who tells whom, as the one who asks would say it."""

    TELL = "tell"
    HEAR = "hear"
    BOTH = "both"


@dataclass(frozen=True)
class Request:
    """A release that may be asked for: the keywords of `request_release`."""

    client: object
    me: Provider
    other: Provider
    way: str
    scope: dict

    def facts(self, by):
        sides = [self.me], [self.other]
        disclosers, recipients = sides[::-1] if self.way == Way.HEAR else sides
        return {
            "client": self.client,
            "proposed_by": self.me,
            "disclosers": disclosers,
            "recipients": recipients,
            "direction": Direction.TWO_WAY if self.way == Way.BOTH else Direction.ONE_WAY,
            "by": by,
            **self.scope,
        }


def partners_so_far(client, provider):
    """Those whom the client's releases name already."""
    named = Q(release_parties__release__in=Release.objects.visible_to(provider).of(client))
    return addressable_to(provider).filter(named).distinct()


def kinds_to_ask_for():
    """The kinds that this form may ask for, everyday and sensitive apart.

    Psychotherapy notes and SUD counseling notes stand alone on a form of their own.
    """
    kinds = Category.objects.exclude(code__in=EXCLUSIVE)
    everyday = [(one.code, one.name) for one in kinds if not one.is_sensitive]
    return everyday, [(one.code, one.name) for one in kinds if one.is_sensitive]


@dataclass(frozen=True)
class Signing:
    """Who can sign for the kinds that are chosen, for a provider who treats the client."""

    own_kinds: list
    """The names of the kinds that the client, a minor, decides about alone."""
    only_client: bool
    nobody: bool


def signing(client, chosen):
    """Who would sign for these kinds; with none chosen, for any but the minor's own."""
    own = minors_own(client)
    return Signing(
        labels(own, kind_labels()),
        only_client=not own.isdisjoint(chosen),
        nobody=not people_who_sign(client, chosen),
    )


def already_between(client, provider, other):
    """The releases of the client between the two that are in force or wait for a signature."""
    both = Release.objects.visible_to(provider).of(client).between(provider, other)
    return both.in_force() | both.waiting()


def preview(request, by, language="en"):
    """The words that the client would read: the request is made, read, and undone."""
    with transaction.atomic():
        release = request_release(**request.facts(by))
        document = render_document(release, form_of(release, language))
        transaction.set_rollback(True)
    return document


def send(request, by):
    """The release, waiting for the client; None if the very same was asked and still waits."""
    facts = request.facts(by)
    waiting = Release.objects.of(request.client).waiting().filter(proposed_by=request.me)
    tells = waiting.filter(_side(Party.Side.DISCLOSER, facts["disclosers"]))
    same = tells.filter(
        _side(Party.Side.RECIPIENT, facts["recipients"]),
        direction=facts["direction"],
        **request.scope,
    )
    return None if same.exists() else request_release(**facts)


def _side(side, providers):
    named = Party.objects.filter(side=side, provider__in=providers)
    return Q(pk__in=named.values("release"))
