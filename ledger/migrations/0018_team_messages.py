"""A client wrote to the care team; it was read, and answered."""

from django.db import migrations

from ledger.verbs import AddVerbs


class Migration(migrations.Migration):
    dependencies = [("ledger", "0017_amendments")]
    operations = [
        AddVerbs(
            after="complaint_answered",
            verbs=[
                ("team_message_sent", "Written to the care team"),
                ("team_message_read", "Message to the care team read"),
                ("team_message_answered", "Message to the care team answered"),
            ],
        )
    ]
