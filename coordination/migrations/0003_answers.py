"""The answer about one share, for those who may know of it."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("coordination", "0002_guard"), ("releases", "0004_misses")]
    operations = [RunSqlFile(__file__, "0003_answers.sql")]
