"""What a provider needs who wants to ask for a release: with whom, what there is, how it reads."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ledger.clock import clock
from providers.finding import askable_by, one_of
from providers.locks import lock_exclusive
from providers.models import Provider
from releases.actions import request_release
from releases.actions.changing import sides_of
from releases.document import form_of, render_document
from releases.models import EXCLUSIVE, Category, Direction, Instrument, Party, Release, Way
from releases.notify import minors_own, people_who_sign
from releases.presenters import kind_labels, labels, lines_of
from releases.terms import end_of, latest_end
from releases.validity import validity_problems

AS_IT_WAS = (
    "instrument",
    "direction",
    "purposes",
    "information_from",
    "information_until",
    "reason",
    "expires_at",
    "ends_with_treatment",
    "supersedes",
)
MOST_AT_ONCE = 6
# Whether the other one tells me, in each form that names one teller only.
WAYS_OF = {Way.TELL: (False,), Way.HEAR: (True,), Way.BOTH: (False, True)}


@dataclass(frozen=True)
class Request:
    """What a provider asks for in one go: a release with each of the others, and one more for
    each kind that stands alone on its form. They are never merged: 45 CFR 164.508(b)(3)(ii),
    42 CFR 2.31(b); and whoever agrees to one of the others need not agree to the rest.
    """

    client: object
    me: Provider
    others: list
    way: str
    scope: dict
    alone: tuple = ()

    def facts(self, other, by):
        """The keywords of `request_release`, once for every release with this one."""
        if self.scope["categories"]:
            both = Direction.TWO_WAY if self.way == Way.BOTH else Direction.ONE_WAY
            yield self._facts(other, by, tells_me=self.way == Way.HEAR, direction=both)
        for code in self.alone:
            # Each form names the one whose notes they are, so that both ways makes two of it.
            for tells_me in WAYS_OF[self.way]:
                yield self._facts(other, by, tells_me, categories=[code], instrument=code)

    def _facts(self, other, by, tells_me, **scope):
        disclosers, recipients = ([other], [self.me]) if tells_me else ([self.me], [other])
        return {
            "client": self.client,
            "proposed_by": self.me,
            "disclosers": disclosers,
            "recipients": recipients,
            "by": by,
            "instrument": Instrument.GENERAL,
            "direction": Direction.ONE_WAY,
            **self.scope,
            **scope,
        }


@dataclass(frozen=True)
class Draft:
    """A release as it would be asked for: the words, and what would keep it from being valid."""

    other: Provider
    document: str
    problems: list


def named_in(address, provider):
    """Those with whom it would be shared, in the order in which an address names them."""
    askable = askable_by(provider)
    named = [one_of(askable, one) for one in address.getlist("with")[:MOST_AT_ONCE]]
    return list(dict.fromkeys(filter(None, named)))


def partners_so_far(client, provider):
    """Those whom the client's releases name already."""
    named = Q(release_parties__release__in=Release.objects.visible_to(provider).of(client))
    return askable_by(provider).filter(named).distinct()


def kinds_to_ask_for():
    """The kinds that one may ask for: everyday, sensitive, and those alone on their form."""
    kinds = Category.objects.all()
    together = [one for one in kinds if one.code not in EXCLUSIVE]
    groups = (
        [one for one in together if not one.is_sensitive],
        [one for one in together if one.is_sensitive],
        [one for one in kinds if one.code in EXCLUSIVE],
    )
    return [[(one.code, one.name) for one in group] for group in groups]


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


def already_between(client, provider, others):
    """With each of the others what is in force already or waits for a signature; nothing for
    those with whom there is nothing."""
    known = Release.objects.visible_to(provider).of(client)
    between = {other: known.between(provider, other) for other in others}
    there = {
        other: lines_of(both.in_force() | both.waiting(), provider)
        for other, both in between.items()
    }
    return {other: lines for other, lines in there.items() if lines}


def preview(request, by, language="en"):
    """What the client would read: the requests are made, read, and undone."""
    with transaction.atomic():
        drafts = [
            _draft(other, request_release(**facts), language)
            for other in request.others
            for facts in request.facts(other, by)
        ]
        transaction.set_rollback(True)
    return drafts


@transaction.atomic
def send(request, by):
    """The releases, waiting for the client, less those that were asked before and still wait."""
    lock_exclusive([request.client.pk])
    every = [facts for other in request.others for facts in request.facts(other, by)]
    return [request_release(**facts) for facts in every if not waits(facts)]


@transaction.atomic
def send_again(release, provider, by):
    """A request that has run out, asked anew as it was; None where the same waits already."""
    lock_exclusive([release.client_id])
    facts = {name: getattr(release, name) for name in AS_IT_WAS}
    facts["categories"] = release.asked_categories or release.categories
    if release.expires_at <= clock():
        facts["expires_at"] = end_of(latest_end(timezone.localdate()))
    tells, hears = sides_of(release)
    facts |= {"client": release.client, "proposed_by": provider, "by": by}
    facts |= {"disclosers": tells, "recipients": hears}
    return None if waits(facts) else request_release(**facts)


def _draft(other, release, language):
    document = render_document(release, form_of(release, language))
    return Draft(other, document, validity_problems(release, clock()))


def waits(facts):
    """Whether the very same was asked and waits for its answer."""
    facts = dict(facts)
    client, asker = facts.pop("client"), facts.pop("proposed_by")
    disclosers, recipients = facts.pop("disclosers"), facts.pop("recipients")
    del facts["by"]
    facts.pop("together", None)
    waiting = Release.objects.of(client).waiting().filter(proposed_by=asker, **facts)
    tells = waiting.filter(_side(Party.Side.DISCLOSER, disclosers))
    return tells.filter(_side(Party.Side.RECIPIENT, recipients)).exists()


def _side(side, parties):
    ids = [one.pk for one in parties]
    named = Party.objects.filter(Q(provider__in=ids) | Q(organization__in=ids), side=side)
    return Q(pk__in=named.values("release"))
