"""Emergency access: turned on, barred, begun, used, kept quiet, reviewed."""

from django.db import migrations

from ledger.verbs import AddVerbs


class Migration(migrations.Migration):
    dependencies = [("ledger", "0026_entry_confirmed")]
    operations = [
        AddVerbs(
            after="team_message_answered",
            verbs=[
                ("emergency_switched", "Emergency access turned on or off"),
                ("emergency_barred", "Emergency access barred by the client"),
                ("emergency_allowed", "Emergency access no longer barred"),
                ("emergency_begun", "Emergency access begun"),
                ("emergency_opened", "Item opened in an emergency"),
                ("emergency_delayed", "Telling of an emergency access put off"),
                ("emergency_reviewed", "Emergency access reviewed"),
            ],
        )
    ]
