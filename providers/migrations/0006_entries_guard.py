"""Who may do what with the new parts of entries, and what the database keeps true of them."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("providers", "0005_entries")]
    operations = [RunSqlFile(__file__, "0006_entries_guard.sql")]
