"""The comparison finds a mistake within a few worlds, whoever makes it, and shows a small one."""

import json

import pytest

from tests.attempts import run, value

from . import oracle
from .comparing import difference, first_difference
from .worlds import world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "mistake"),
    [
        ("intersection", oracle.union),
        ("before", lambda _text: oracle.ALWAYS),
        ("EXCLUSIVE", set()),
        ("majority", lambda born: f"{born}T00:00:00Z"),
    ],
    ids=["a union for an intersection", "no end", "nothing exclusive", "of age at birth"],
)
def test_a_mistaken_oracle_is_found(monkeypatch, name, mistake):
    monkeypatch.setattr(oracle, name, mistake)
    assert difference([world(number) for number in range(20)])


def test_a_mistaken_database_is_found_and_a_small_world_shows_it():
    function = "select pg_get_functiondef(oid) from pg_proc where proname = 'release_consents'"
    run(value(function).replace("range_intersect_agg", "range_agg"))
    shown = first_difference(map(world, range(60)))
    small = json.loads(shown[shown.index("{\n") :])
    assert " is kept open " in shown
    assert len(small["shares"]) == len(small["items"]) == len(small["releases"]) == 1
