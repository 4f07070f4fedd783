"""Every door shows what the oracle says: rows by raw SQL, pages over HTTP, letters.

A share of the worlds only: a statement as somebody else costs a few milliseconds, a sign-in and
its pages some hundred.
"""

from collections import Counter
from datetime import UTC, datetime

import pytest

from .comparing import first_difference
from .doors import (
    different_letters,
    different_pages,
    different_pages_of_clients,
    different_rows,
    different_rows_of_clients,
    worlds_of_now,
)
from .oracle import Oracle

pytestmark = pytest.mark.django_db


def agreed(numbers, check):
    found = first_difference(worlds_of_now(numbers), check)
    assert not found, found


def test_enough_is_open_now_and_enough_is_closed():
    oracles = [Oracle(world) for world in worlds_of_now(range(60))]
    decisions = Counter(
        oracle.decide(share, datetime.now(UTC))["decision"]
        for oracle in oracles
        for share in oracle.shares
    )
    assert 0.2 < decisions["permit"] / decisions.total() < 0.6


def test_raw_sql_as_the_recipient_finds_what_is_open_and_nothing_else():
    agreed(range(60), different_rows)


def test_raw_sql_as_the_client_finds_what_is_about_them():
    agreed(range(60), different_rows_of_clients)


def test_the_pages_list_and_open_what_is_open_and_nothing_else():
    agreed(range(5), different_pages)


def test_the_pages_of_clients_list_what_is_about_them_and_show_what_they_may_read():
    agreed(range(3), different_pages_of_clients)


def test_letters_tell_of_what_is_open_and_of_nothing_else():
    agreed(range(60), different_letters)


@pytest.mark.long
@pytest.mark.parametrize("first", range(1_000, 2_000, 250))
@pytest.mark.parametrize("check", [different_rows, different_rows_of_clients, different_letters])
def test_rows_and_letters_agree_in_many_worlds(first, check):
    agreed(range(first, first + 250), check)


@pytest.mark.long
@pytest.mark.parametrize("first", range(1_000, 1_060, 20))
@pytest.mark.parametrize("check", [different_pages, different_pages_of_clients])
def test_the_pages_agree_in_many_worlds(first, check):
    agreed(range(first, first + 20), check)
