"""The door by which a provider writes down that a client stopped a release."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("releases", "0006_signed_records")]
    operations = [RunSqlFile(__file__, "0007_told_stops.sql")]
