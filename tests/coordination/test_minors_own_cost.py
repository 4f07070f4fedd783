"""What it costs to keep a minor's own: nothing for those from whom nothing can be kept."""

import re

import pytest

from tests.attempts import run

TABLES = ["coordination_share", "coordination_item", "releases_release", "ledger_entry"]


def asked_what_is_kept(table):
    """How often the statement asked: once at most, whatever the number of rows."""
    plan = "\n".join(
        line for (line,) in run(f"explain (analyze, verbose, timing off) select id from {table}")
    )
    nodes = re.findall(r"\((actual [^)]*|never executed)\)\n\s+Output: kept_\w+\(\)", plan)
    assert nodes
    loops = [re.search(r"loops=(\d+)", node) for node in nodes]
    return max(int(one[1]) if one else 0 for one in loops)


@pytest.mark.parametrize(
    ("who", "times"), [("noa", 0), ("counsellor", 0), ("recipient", 0), ("noas_father", 1)]
)
@pytest.mark.parametrize("table", TABLES)
def test_only_a_representative_asks_and_once(request, sets, as_web, table, who, times):
    with as_web(request.getfixturevalue(who).user):
        assert asked_what_is_kept(table) == times
