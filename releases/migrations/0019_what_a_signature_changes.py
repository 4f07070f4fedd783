"""What an author may ask the client for, apart from what the client keeps back by a limit."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("releases", "0018_paper")]
    operations = [RunSqlFile(__file__, "0019_what_a_signature_changes.sql")]
