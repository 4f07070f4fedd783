"""An NPI is of one provider or of one organization, never of both."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("providers", "0010_days")]
    operations = [RunSqlFile(__file__, "0011_npi_of_one.sql")]
