"""A client's home: what needs an answer, who can see what until when, what was opened."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from coordination.presenters.ledger import lines_of
from coordination.presenters.my_goals import waiting_for
from coordination.presenters.rhythms import is_asked
from ledger.models import Entry, Verb
from releases.consent_map import ConsentMap, Direction, Person, State, consent_map
from releases.for_clients import description_of, name_of, permissions_of, workplace_of

MOST_TO_DO = 3
MOST_OPENED = 5


@dataclass(frozen=True)
class Home:
    """All that the page shows."""

    permissions: list
    to_do: list
    more_to_do: int
    goals_waiting: bool
    is_asked: bool
    map: ConsentMap
    opened: list

    @property
    def columns(self):
        return [_("Who"), _("What"), _("State"), ""]

    @property
    def shares_nothing(self):
        return not any(one.can_be_stopped for one in self.permissions)


def home_of(client, viewer):
    """The home page of this client, for whoever acts for them."""
    permissions = permissions_of(client)
    unsigned = [one for one in permissions if one.is_unsigned]
    waiting = [one for one in unsigned if not (one.guardians and one.guardians.mine)]
    opened = Entry.objects.about(client.pk).filter(verb=Verb.ITEM_DISCLOSED)[:MOST_OPENED]
    return Home(
        permissions,
        to_do=waiting[:MOST_TO_DO],
        more_to_do=len(waiting[MOST_TO_DO:]),
        goals_waiting=waiting_for(client).exists(),
        is_asked=is_asked(viewer, client),
        map=consent_map(client.short_name, _people(permissions)),
        opened=lines_of(opened, client=client, viewer=viewer),
    )


def _people(permissions):
    """One person on the map for everybody who hears, in the order of their names."""
    heard = {}
    for permission in permissions:
        for party in permission.everybody_who_hears:
            key = party.provider_id or party.organization_id
            heard.setdefault(key, []).append((party, permission))
    people = [_person(of_one) for of_one in heard.values()]
    return sorted(people, key=lambda one: one.name)


def _person(heard):
    """Somebody who hears by one permission or by several: the liveliest one gives the state."""
    party, best = min(heard, key=lambda one: _liveliness(one[1]))
    of_that_state = [one for _party, one in heard if one.state == best.state]
    return Person(
        name=name_of(party),
        role=party.provider.get_profession_display() if party.provider else description_of(party),
        organization=workplace_of(party),
        state=best.state,
        direction=Direction.BOTH if best.both_ways else Direction.HEARS,
        kinds=len({kind for one in of_that_state for kind in one.kinds}),
        until=best.when,
    )


LIVELY = [State.OPEN, State.ENDING, State.WAITING, State.ENDED]


def _liveliness(permission):
    return LIVELY.index(permission.state), permission.is_unsigned
