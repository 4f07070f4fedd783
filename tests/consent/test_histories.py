"""After whatever people do on the site, what is kept is what the oracle says of the facts.

What the owner of the database does by raw SQL is part of every comparison in test_comparing.py.
"""

import pytest

from .comparing import first_difference
from .doors import worlds_of_now
from .staging import different_after_acts

pytestmark = pytest.mark.django_db


def agreed(numbers):
    found = first_difference(worlds_of_now(numbers), different_after_acts)
    assert not found, found


def test_consent_stays_exact_through_what_people_do():
    agreed(range(60))


@pytest.mark.long
@pytest.mark.parametrize("first", range(1_000, 3_000, 250))
def test_consent_stays_exact_through_what_many_people_do(first):
    agreed(range(first, first + 250))
