"""The rule about many shares at once."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("releases", "0008_reminder_days")]
    operations = [RunSqlFile(__file__, "0009_many_questions.sql")]
