"""Row security, grants and the functions and triggers of this floor."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("coordination", "0001_initial"), ("releases", "0003_vocabulary")]
    operations = [RunSqlFile(__file__, "0002_guard.sql")]
