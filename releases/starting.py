"""What a client needs who begins to share: with whom, who treats them, which kinds there are."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from clients.representing import is_own
from ledger.clock import StatementTimestamp
from providers.finding import addressable_to
from releases.actions.starting import start_release
from releases.asking import WAYS_OF, Way
from releases.models import EXCLUSIVE, Category, Direction, Instrument, Release
from releases.notify import minors_own


@dataclass(frozen=True)
class Start:
    """What a client begins in one go: one draft, and one more for each kind that stands alone.

    Also the kinds that a minor decides about alone are on a draft of their own: it is kept from
    the parents, and the rest is not.
    """

    client: object
    other: object
    mine: list
    way: str
    scope: dict
    alone: tuple = ()

    @transaction.atomic
    def drafts(self, by):
        """The drafts, in the order in which they are signed."""
        return [start_release(by=by, client=self.client, **facts) for facts in self._facts()]

    def _facts(self):
        both = Direction.TWO_WAY if self.way == Way.BOTH else Direction.ONE_WAY
        for kinds in _apart(self.scope["categories"], minors_own(self.client)):
            sides = self._sides(self.mine, tells_mine=self.way == Way.HEAR)
            yield self._draft(sides, categories=kinds, direction=both)
        for code in self.alone:
            for tells_mine in WAYS_OF[self.way]:
                for one in self.mine:
                    yield self._draft(
                        self._sides([one], tells_mine), categories=[code], instrument=code
                    )

    def _sides(self, mine, tells_mine):
        tells, hears = ([self.other], mine) if tells_mine else (mine, [self.other])
        return {"disclosers": tells, "recipients": hears}

    def _draft(self, sides, **facts):
        fixed = {"instrument": Instrument.GENERAL, "direction": Direction.ONE_WAY}
        return fixed | self.scope | facts | sides


def who_treats(client):
    """Those who treat the client now and whom something can be shared with."""
    now = Q(treatments__client=client, treatments__during__contains=StatementTimestamp())
    return addressable_to(None).filter(now).distinct()


def named_before(client):
    """Those whom the client's permissions name already, except who treats them."""
    named = Q(release_parties__release__in=Release.objects.of(client))
    treating = who_treats(client).values("pk")
    return addressable_to(None).filter(named).exclude(pk__in=treating).distinct()


def kinds_to_share(client, user):
    """The kinds to choose from, without those of which a representative is told nothing."""
    own = set() if is_own(user, client) else minors_own(client)
    kinds = Category.objects.exclude(code__in=own)
    together = [one for one in kinds if one.code not in EXCLUSIVE]
    return together, [one for one in kinds if one.code in EXCLUSIVE]


def _apart(kinds, own):
    """The kinds that are signed together: a minor's own, and the rest."""
    parts = [one for one in kinds if one not in own], [one for one in kinds if one in own]
    return [part for part in parts if part]
