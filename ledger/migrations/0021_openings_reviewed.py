"""A privacy officer looked into unusual openings."""

from django.db import migrations

from ledger.verbs import AddVerbs


class Migration(migrations.Migration):
    dependencies = [("ledger", "0020_searching")]
    operations = [
        AddVerbs(after="ledger_read", verbs=[("openings_reviewed", "Unusual openings looked into")])
    ]
