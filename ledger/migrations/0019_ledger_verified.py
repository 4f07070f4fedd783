"""The ledger was checked, and with what result."""

from django.db import migrations

from ledger.verbs import AddVerbs


class Migration(migrations.Migration):
    dependencies = [("ledger", "0018_team_messages")]
    operations = [AddVerbs(after="ledger_published", verbs=[("ledger_verified", "Ledger checked")])]
