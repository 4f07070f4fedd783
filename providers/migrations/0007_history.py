"""Whoever keeps the directory reads in the ledger what became of its entries."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("providers", "0006_entries_guard"), ("ledger", "0024_organization_in_use")]
    operations = [RunSqlFile(__file__, "0007_history.sql")]
