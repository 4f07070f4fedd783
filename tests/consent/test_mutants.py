"""Every mistake on the list is found by what `make test` asks: the worlds, or the scenarios."""

import pytest
from django.db import transaction

from .comparing import difference
from .conftest import differences, run
from .mutants import MUTANTS, Gone
from .test_scenarios import SCENARIOS, surprises
from .worlds import world as random_world

BATCH, MOST = 20, 500  # the very worlds of `make test`

pytestmark = [pytest.mark.long, pytest.mark.django_db]


def worlds_differ():
    return any(
        difference([random_world(number) for number in range(first, first + BATCH)])
        for first in range(0, MOST, BATCH)
    )


def scenarios_differ():
    with transaction.atomic():
        found = any(surprises(one) for one in SCENARIOS)
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: one.name)
def test_the_mistake_is_found(mutant):
    mutant.apply()
    assert worlds_differ() or scenarios_differ()


def test_a_release_that_is_deleted_unnoticed_is_found(world):
    release, share = world.release(), world.share()
    run("set constraints all immediate")
    with transaction.atomic():
        Gone("", "releases_release", "share_follows_release_deleted").apply()
        run("set constraints all deferred")
        run("delete from releases_release where id = %s", release.pk)
        assert [row[0] for row in differences()] == [share.pk]
        transaction.set_rollback(True)
