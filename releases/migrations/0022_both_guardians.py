"""What representatives sign for a minor wants two of them, where it was noted so."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("releases", "0021_states"), ("clients", "0004_authority")]
    operations = [RunSqlFile(__file__, "0022_both_guardians.sql")]
