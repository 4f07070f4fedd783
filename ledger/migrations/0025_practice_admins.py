"""Somebody edits what the directory says of one organization."""

from django.db import migrations

from ledger.verbs import AddVerbs


class Migration(migrations.Migration):
    dependencies = [("ledger", "0024_organization_in_use")]
    operations = [
        AddVerbs(
            after="organization_reactivated",
            verbs=[
                ("practice_admin_named", "Practice admin named"),
                ("practice_admin_ended", "Practice admin no longer"),
            ],
        )
    ]
