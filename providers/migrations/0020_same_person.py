"""When two entries are surely one person, and what a merge locks."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("providers", "0019_undo")]
    operations = [RunSqlFile(__file__, "0020_same_person.sql")]
