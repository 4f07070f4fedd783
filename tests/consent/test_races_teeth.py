"""The races against a build that is broken on purpose: they must notice.

Every test here breaks its own database, which a clean copy replaces afterwards.
"""

import pytest

from coordination.actions import disclosing
from tests.attempts import run, value
from tests.consent.conftest import differences
from tests.consent.racing import race
from tests.consent.showing import (
    Page,
    by_action,
    closing,
    late_lines,
    revoking,
    shown_late,
    stage,
)
from tests.consent.test_races_writing import MEETINGS, meet

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 80
AT_ONCE = MEETINGS["shared and stopped by statements"]


@pytest.mark.long
def test_a_site_that_checks_without_the_lock_leaks(monkeypatch):
    """It checks, makes the page and writes it down; nothing holds the closer off."""
    monkeypatch.setattr(disclosing, "lock_shared", lambda ids: None)
    trials, _before = stage(revoking, TIMES)
    outcomes = race(trials, closing(revoking), Page(monkeypatch), by_action)
    late = [read for _closed, read in shown_late(outcomes)]
    for readings in list(zip(*outcomes, strict=True))[1:]:
        assert any(one in late for one in readings)


def test_a_line_that_is_written_late_is_noticed(monkeypatch):
    monkeypatch.setattr(disclosing, "lock_shared", lambda ids: None)
    trials, _before = stage(revoking, TIMES)
    written = disclosing.record_several
    monkeypatch.setattr(
        disclosing, "record_several", lambda *a, **b: after_a_while(written, *a, **b)
    )
    assert late_lines(trials, race(trials, closing(revoking), by_action))


def after_a_while(act, *args, **facts):
    run("select pg_sleep(0.01)")
    return act(*args, **facts)


def redefine(function, change):
    """The function with another text, in this test's database."""
    text = value("select pg_get_functiondef(%s::regproc)", function)
    changed = change(text)
    assert changed != text
    run(changed.replace("%", "%%"))


def lock_after_computing(text):
    """The same statements, in the order in which they look just as good."""
    begin = text.index("    IF TG_OP = 'INSERT'")
    end = text.index("END IF;", begin) + len("END IF;")
    return (text[:begin] + text[end:]).replace("RETURN NEW;", text[begin:end] + " RETURN NEW;")


def test_locks_that_are_taken_after_computing_leave_a_dead_consent():
    redefine("coordination_share_computed", lock_after_computing)
    assert any(one.open for one in meet(AT_ONCE, TIMES))
    assert differences()


@pytest.mark.parametrize("function", ["lock_shared", "lock_exclusive"])
def test_without_the_locks_a_share_keeps_a_dead_consent(function):
    redefine(function, lambda text: text.replace("LOOP\n", "LOOP CONTINUE;\n"))
    assert any(one.open for one in meet(AT_ONCE, TIMES))
    assert differences()
