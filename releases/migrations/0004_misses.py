"""What is missing where a release does not reach, and what an author may ask."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("releases", "0003_vocabulary")]
    operations = [RunSqlFile(__file__, "0004_misses.sql")]
