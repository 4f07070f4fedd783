"""An organization was taken out of use, and back into it."""

from django.db import migrations

from ledger.verbs import AddVerbs


class Migration(migrations.Migration):
    dependencies = [("ledger", "0023_rhythms")]
    operations = [
        AddVerbs(
            after="organization_changed",
            verbs=[
                ("organization_deactivated", "Organization deactivated"),
                ("organization_reactivated", "Organization in use again"),
            ],
        )
    ]
