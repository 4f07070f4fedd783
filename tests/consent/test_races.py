"""Showing and closing at once: once somebody was told that it is closed, nobody is shown it.

The trials run on real connections with real commits. There is one way on which a body reaches a
recipient, `disclose`, and one page that takes it.
"""

import pytest

from tests.consent.racing import race
from tests.consent.showing import (
    ABOUT_ANOTHER,
    CLOSERS,
    Page,
    as_the_other_client,
    by_action,
    by_lists,
    by_statement,
    closing,
    late_lines,
    overlap,
    revoking,
    shown_late,
    shown_part,
    stage,
    stage_together,
)

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = [40, pytest.param(2000, marks=pytest.mark.long)]
PAGE, ACTION, STATEMENT = 1, 2, 3


@pytest.fixture
def page(monkeypatch):
    return Page(monkeypatch)


@pytest.mark.parametrize("times", TIMES)
@pytest.mark.parametrize("close", CLOSERS)
def test_nothing_is_shown_after_it_was_closed(close, times, page):
    nothing_comes_late(close, times, page)


@pytest.mark.parametrize("times", [20, pytest.param(500, marks=pytest.mark.long)])
@pytest.mark.parametrize("close", ABOUT_ANOTHER)
def test_nor_after_the_note_was_closed_by_somebody_else_in_it(close, times, page):
    nothing_comes_late(close, times, page)


def nothing_comes_late(close, times, page):
    trials, before = stage(close, times)
    outcomes = race(trials, closing(close), page, by_action, by_statement, before=before)
    assert shown_late(outcomes) == []
    assert late_lines(trials, outcomes) == []
    they_met(outcomes)


def they_met(outcomes):
    """Else the trials prove nothing: what was read was being closed, and some were quicker."""
    assert overlap(outcomes, PAGE) > 0.2
    assert overlap(outcomes, ACTION) > 0.2
    shown = [shown_part(outcomes, reader) for reader in (PAGE, ACTION)]
    assert 0 < sum(shown) < 2
    assert shown_part(outcomes, STATEMENT) > 0


@pytest.mark.parametrize("times", [10, pytest.param(300, marks=pytest.mark.long)])
def test_no_list_or_count_names_it_and_the_other_client_reads_it_no_more(times):
    """Law 8: nobody's statement that begins after the revocation shows what it closed."""
    trials = stage_together(times)
    outcomes = race(trials, closing(revoking), by_lists, by_statement, as_the_other_client)
    assert shown_late(outcomes) == []
    assert all(shown_part(outcomes, reader) > 0 for reader in (1, 2, 3))
