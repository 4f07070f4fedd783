"""What a client began and has not signed is nobody else's to see, by the database as well."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("releases", "0016_many_questions")]
    operations = [RunSqlFile(__file__, "0017_own_drafts.sql")]
