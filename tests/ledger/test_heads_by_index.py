"""The line before is found by index in every chain, however long the chain is."""

import pytest

from ledger.actions import record
from ledger.ids import uuid7
from ledger.models import Verb
from tests.attempts import run

pytestmark = pytest.mark.django_db
LINES = 400
READ = (
    "select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)"
    " from pg_stat_xact_user_tables where relname = 'ledger_entry'"
)


@pytest.mark.parametrize("client", [None, uuid7()])
def test_a_line_reads_one_line_of_its_chain(client):
    for _number in range(LINES):
        record(Verb.PROVIDER_CHANGED, by=None, client=client)
    run("analyze ledger_entry")  # a plan that was made for a table of a few lines is made anew
    ((before,),) = run(READ)
    for _number in range(10):
        record(Verb.PROVIDER_CHANGED, by=None, client=client)
    ((after,),) = run(READ)
    assert after - before <= 20
