"""A privacy officer has no part in matters of their own, nor in those of whom they act for."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("coordination", "0013_team_messages")]
    operations = [RunSqlFile(__file__, "0014_own_matters.sql")]
