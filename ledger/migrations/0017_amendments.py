"""A correction was asked for, answered, disagreed with."""

from django.db import migrations

from ledger.verbs import AddVerbs


class Migration(migrations.Migration):
    dependencies = [("ledger", "0016_scope_shown")]
    operations = [
        AddVerbs(
            after="item_revised",
            verbs=[
                ("amendment_asked", "Correction asked for"),
                ("amendment_answered", "Request for a correction answered"),
                ("amendment_disputed", "Statement of disagreement added"),
            ],
        )
    ]
