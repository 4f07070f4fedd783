"""After whatever people do on the site, what is kept is what the oracle says of the facts.

What the owner of the database does by raw SQL is part of every comparison in test_comparing.py;
here is shown that neither the one nor the other is refused every time.
"""

import pytest

from tests.attempts import attempt

from .acts import ACTS
from .comparing import first_difference
from .deeds import DEEDS, statements_of
from .doors import worlds_of_now
from .histories import Scene
from .holding import holding
from .staging import different_after_acts, done_in, set_up

pytestmark = pytest.mark.django_db


def agreed(numbers):
    found = first_difference(worlds_of_now(numbers), different_after_acts)
    assert not found, found


def test_consent_stays_exact_through_what_people_do():
    agreed(range(40))


@pytest.mark.long
@pytest.mark.parametrize("first", range(1_000, 2_000, 250))
def test_consent_stays_exact_through_what_many_people_do(first):
    agreed(range(first, first + 250))


def test_every_act_is_done_by_somebody():
    with holding(list(worlds_of_now(range(12)))) as held:
        scenes = set_up(held)
        never = [act.__name__ for act in ACTS if not any(is_done(act, each) for each in scenes)]
    assert never == []


def is_done(act, scene):
    told = done_in(scene, act)
    return not told.endswith(("by nobody", "Error"))


def test_every_deed_changes_a_row():
    with holding(list(worlds_of_now(range(12)))) as held:
        scenes = [Scene(one) for one in held]
        never = [deed.__name__ for deed in DEEDS if not any(is_done_to(deed, s) for s in scenes)]
    assert never == []


def is_done_to(deed, scene):
    outcomes = [attempt(*statement) for statement in statements_of(deed, scene)]
    return outcomes and all(isinstance(rows, int) and rows > 0 for rows in outcomes)
