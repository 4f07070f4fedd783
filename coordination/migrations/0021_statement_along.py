"""A client's statement goes along with a note that is opened in an emergency."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("coordination", "0020_emergencies")]
    operations = [RunSqlFile(__file__, "0021_statement_along.sql")]
