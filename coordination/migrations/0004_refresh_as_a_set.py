"""What depends on a release is computed as a set, and written only where it changes."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("coordination", "0003_answers"), ("releases", "0016_many_questions")]
    operations = [RunSqlFile(__file__, "0004_refresh_as_a_set.sql")]
