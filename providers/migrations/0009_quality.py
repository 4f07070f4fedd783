"""What needs a look in the directory, found by index; and the line that somebody has looked."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("providers", "0008_practice_admins"), ("ledger", "0026_entry_confirmed")]
    operations = [RunSqlFile(__file__, "0009_quality.sql")]
