"""Another verb for the ledger: there after its migration, gone again when that is taken back."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.attempts import value

KEY = "ledger", "0013_item_revised"
KNOWN = "select pg_get_constraintdef(oid) from pg_constraint where conname = 'entry_verb_known'"


@pytest.mark.django_db
def test_a_verb_comes_with_its_migration_and_goes_with_it():
    loader = MigrationLoader(connection)
    before, after = (loader.project_state(KEY, at_end=end) for end in (False, True))
    (added,) = loader.graph.nodes[KEY].operations
    assert "'item_revised'" in value(KNOWN)
    with connection.schema_editor() as editor:
        added.database_backwards("ledger", editor, after, before)
    assert "'item_revised'" not in value(KNOWN)
    assert "'item_written'" in value(KNOWN)
    with connection.schema_editor() as editor:
        added.database_forwards("ledger", editor, before, after)
    assert "'item_revised'" in value(KNOWN)
