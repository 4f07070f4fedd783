"""Taking a whole import back."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("providers", "0018_imports")]
    operations = [RunSqlFile(__file__, "0019_undo.sql")]
