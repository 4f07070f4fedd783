"""Two who merge at once make one merge, and whoever shares with an entry is waited for."""

from concurrent.futures import ThreadPoolExecutor
from itertools import permutations
from threading import Barrier, Event

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from accounts.acting import acting_as
from providers import actions
from providers.models import Merge, Provider
from tests import factories as make
from tests.consent.racing import logged_in_as

pytestmark = pytest.mark.django_db(transaction=True)
SENTENCES = ("meanwhile", "already")


@pytest.fixture
def keepers():
    return [make.staff(name, is_directory_admin=True) for name in ("Ruth", "Rosa", "Rita")]


def merged_at_once(keepers, pairs):
    """What each keeper was told: nothing, or why not. They start together."""
    gate = Barrier(len(pairs))

    def merge(keeper, survivor, absorbed):
        seen = actions.seen(survivor, absorbed)
        with logged_in_as("web"):
            gate.wait(timeout=60)
            try:
                with acting_as(keeper):
                    actions.merge(
                        survivor=survivor,
                        absorbed=absorbed,
                        by=keeper,
                        why="I called.",
                        as_seen=seen,
                        facts={"phone": absorbed.phone},
                    )
            except ValidationError as refusal:
                return " ".join(refusal.messages)
        return ""

    with ThreadPoolExecutor(len(pairs)) as pool:
        running = [
            pool.submit(merge, keeper, *pair) for keeper, pair in zip(keepers, pairs, strict=False)
        ]
        return [one.result(timeout=120) for one in running]


@pytest.mark.parametrize(
    "wanted", [["AB", "AB"], ["AB", "BA"], ["BA", "CB"], ["BA", "CB", "AC"], ["AB", "AC"]]
)
def test_two_at_once_end_in_one_merge(keepers, wanted):
    for number in range(6):
        entries = {one: make.provider(f"{one} Park {number}") for one in "ABC"}
        before = Merge.objects.count()
        told = merged_at_once(keepers, [(entries[a], entries[b]) for a, b in wanted])
        assert Merge.objects.count() - before == told.count("") == 1
        assert all(any(word in one for word in SENTENCES) for one in told if one), told
        absorbed = Provider.objects.filter(pk__in=[one.pk for one in entries.values()])
        assert absorbed.exclude(merged_into=None).count() == 1


def test_no_two_of_many_form_a_circle(keepers):
    entries = [make.provider(f"Number {number}") for number in range(3)]
    for pairs in permutations([(0, 1), (1, 2), (2, 0)]):
        merged_at_once(keepers, [(entries[a], entries[b]) for a, b in pairs])
        links = dict(Provider.objects.values_list("pk", "merged_into"))
        for one in links:
            steps = 0
            while one := links[one]:
                assert (steps := steps + 1) < 4


def test_whoever_is_sharing_with_the_absorbed_one_is_waited_for(keepers):
    """They hold the recipient's lock until they are done; then what names it is looked for."""
    survivor, absorbed = make.provider("Helen Park"), make.provider("Park, Helen")
    item = make.item(survivor, make.client())
    begun, ended = Event(), Event()

    def share():
        with transaction.atomic():
            make.share(item, absorbed)
            begun.set()
            ended.wait(timeout=60)
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        sharing = pool.submit(share)
        begun.wait(timeout=60)
        merging = pool.submit(merged_at_once, keepers[:1], [(survivor, absorbed)])
        with pytest.raises(TimeoutError):
            merging.result(timeout=1)
        ended.set()
        sharing.result(timeout=60)
        (told,) = merging.result(timeout=60)
    assert "for the same person" in told
    assert not Merge.objects.exists()
