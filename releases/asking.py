"""What a provider needs who wants to ask for a release: with whom, what there is, how it reads."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from providers.finding import addressable_to
from providers.models import Provider
from releases.actions import request_release
from releases.document import form_of, render_document
from releases.models import EXCLUSIVE, Category, Direction, Release


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
    everyday = [(one.code, one.label) for one in kinds if not one.is_sensitive]
    return everyday, [(one.code, one.label) for one in kinds if one.is_sensitive]


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
    same = {name: facts[name] for name in ("direction", "expires_at", "reason")}
    waiting = already_between(request.client, request.me, request.other).filter(
        **same, proposed_by=request.me, signed_at=None
    )
    for release in waiting:
        if set(release.categories) == set(facts["categories"]):
            return None
    return request_release(**facts)
