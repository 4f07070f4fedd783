"""Somebody checked an entry of the directory; an invitation was taken back."""

from django.db import migrations

from ledger.verbs import AddVerbs


class Migration(migrations.Migration):
    dependencies = [("ledger", "0027_emergencies")]
    operations = [
        AddVerbs(
            after="provider_changed",
            verbs=[("provider_verified", "Provider verified")],
        ),
        AddVerbs(
            after="invited",
            verbs=[("invitation_taken_back", "Invitation taken back")],
        ),
    ]
