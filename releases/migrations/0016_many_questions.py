"""The rule about many shares at once."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("releases", "0015_by_default")]
    operations = [RunSqlFile(__file__, "0016_many_questions.sql")]
