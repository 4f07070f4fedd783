"""What undoing an import would leave, told before it is undone."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("providers", "0020_same_person")]
    operations = [RunSqlFile(__file__, "0021_stays.sql")]
