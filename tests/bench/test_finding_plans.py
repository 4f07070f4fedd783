"""Finding in the directory reads no table whole, whatever is typed."""

import pytest

from providers.finding import find_addressable
from providers.models import Provider
from tests.attempts import run
from tests.bench.finding import TYPED
from tests.roles import as_web

READ_WHOLE = """
    SELECT relname, seq_scan FROM pg_stat_xact_user_tables
     WHERE relname IN ('providers_sought', 'providers_word') AND seq_scan > 0
"""


@pytest.fixture
def crowd(therapist):
    for one in ("John", "Helen", "Jo"):
        Provider.objects.bulk_create(
            Provider(name=f"{one} Lintanwood {n}", profession="other", standing="active")
            for n in range(700)
        )
    run("analyze providers_sought, providers_word")
    return therapist


@pytest.mark.parametrize("what", TYPED)
def test_no_search_reads_a_table_whole(crowd, what):
    before = run(READ_WHOLE)
    with as_web(crowd.user):
        found = list(find_addressable(TYPED[what], by=crowd.provider)[:20])
    assert run(READ_WHOLE) == before
    assert bool(found) == (
        what not in ("nothing that anybody has", "a common name and a common town")
    )
