"""The chain, the refusals, the roles' grants and policies, and the door into the outbox."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [RunSqlFile(__file__, "0002_guard.sql")]
