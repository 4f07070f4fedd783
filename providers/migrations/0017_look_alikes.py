"""Finding entries that may be one."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("providers", "0016_merges")]
    operations = [RunSqlFile(__file__, "0017_look_alikes.sql")]
