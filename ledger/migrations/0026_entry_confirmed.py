"""Somebody looked at an entry of the directory, and all is still right."""

from django.db import migrations

from ledger.verbs import AddVerbs


class Migration(migrations.Migration):
    dependencies = [("ledger", "0025_practice_admins")]
    operations = [
        AddVerbs(
            after="practice_admin_ended",
            verbs=[("entry_confirmed", "Entry of the directory confirmed")],
        )
    ]
