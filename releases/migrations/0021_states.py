"""Where a release stands, told by the database; and nothing happens to it out of turn."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("releases", "0020_together")]
    operations = [RunSqlFile(__file__, "0021_states.sql")]
