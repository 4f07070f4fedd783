"""SQL that belongs to a migration, kept beside it as a file."""

from pathlib import Path

from django.db import migrations


class RunSqlFile(migrations.RunSQL):
    """Runs `sql/NAME` beside the migration module whose `__file__` is given, and `sql/NAME` with
    `.undo.sql` backwards where there is one.
    """

    def __init__(self, migration_file, name):
        folder = Path(migration_file).parent / "sql"
        undo = folder / name.replace(".sql", ".undo.sql")
        super().__init__((folder / name).read_text(), undo.read_text() if undo.exists() else None)
