"""Files that fill the directory: confirmed, finished, cancelled, undone."""

from django.db import migrations

from ledger.sql import RunSqlFile
from ledger.verbs import AddVerbs


class Migration(migrations.Migration):
    dependencies = [("ledger", "0030_merges")]
    operations = [
        AddVerbs(
            after="entries_told_apart",
            verbs=[
                ("import_confirmed", "Import of the directory confirmed"),
                ("import_finished", "Import of the directory finished"),
                ("import_cancelled", "Import of the directory cancelled"),
                ("import_undone", "Import of the directory undone"),
                ("entry_taken_back", "Entry taken back with its import"),
            ],
        ),
        RunSqlFile(__file__, "0031_imports.sql"),
    ]
