"""Asking several clients for the same at once: one release each, answered by each alone."""

from dataclasses import dataclass

from django.db import transaction

from ledger.ids import uuid7
from providers.locks import lock_exclusive
from releases import asking
from releases.actions import request_release
from releases.notify import minors_own


@dataclass(frozen=True)
class Together:
    """What a provider asks of several clients in one go: the same of each, never merged."""

    members: list
    me: object
    other: object
    way: str
    scope: dict
    alone: tuple = ()

    @property
    def requests(self):
        """The request to each of them."""
        return [
            asking.Request(one, self.me, [self.other], self.way, self.scope, self.alone)
            for one in self.members
        ]

    def rounds(self, by):
        """The keywords of `request_release`: for each form one round, with one for each client."""
        every = [one.facts(self.other, by) for one in self.requests]
        for each in zip(*every, strict=True):
            together = uuid7()
            yield [facts | {"together": together} for facts in each]

    @transaction.atomic
    def send(self, by):
        """The releases, less the forms for which everybody was asked before and nobody answered."""
        lock_exclusive([one.pk for one in self.members])
        return [
            request_release(**facts)
            for each in self.rounds(by)
            if not all(map(asking.waits, each))
            for facts in each
        ]


def kinds_to_ask_several_for(members):
    """The kinds for all of them, in the groups of the form, and the codes of those left out.

    What is a minor's own is asked of the minor alone: the rest would read of it in the count.
    """
    own = {code for one in members for code in minors_own(one)}
    groups = asking.kinds_to_ask_for()
    return [[one for one in group if one[0] not in own] for group in groups], own


def already_between(members, provider, other):
    """What is there with the other one for any of them, in force or waiting, as lines."""
    found = [asking.already_between(one, provider, [other]) for one in members]
    return [line for lines in found for line in lines.get(other, ())]


def partners_so_far(members, provider):
    """Those whom the releases of any of them name already, in the order of their names."""
    so_far = [asking.partners_so_far(one, provider).addressable() for one in members]
    named = {one.pk: one for some in so_far for one in some}
    return sorted(named.values(), key=lambda one: (one.name, one.pk))
