"""Random worlds and what happens to them: the database says what the oracle says.

What is kept, answered, decided and listed, at all that begins or ends and a microsecond off; then
what is kept after changes by raw SQL, several of them in one transaction.
"""

import pytest

from .comparing import first_difference
from .worlds import world

pytestmark = pytest.mark.django_db


def agreed(numbers):
    found = first_difference(map(world, numbers))
    assert not found, found


@pytest.mark.parametrize("first", range(0, 300, 100))
def test_the_database_says_what_the_oracle_says(first):
    agreed(range(first, first + 100))


@pytest.mark.long
@pytest.mark.parametrize("first", range(1_000, 21_000, 500))
def test_the_database_says_what_the_oracle_says_of_many_worlds(first):
    agreed(range(first, first + 500))
