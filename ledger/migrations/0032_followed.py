"""What was permitted, limited or shared follows to the other entry of the same person."""

from django.db import migrations

from ledger.verbs import AddVerbs


class Migration(migrations.Migration):
    dependencies = [("ledger", "0031_imports")]
    operations = [
        AddVerbs(
            after="release_ended",
            verbs=[
                ("release_followed", "Release follows to the other entry of a person"),
                ("release_left", "Release follows to another entry no more"),
            ],
        ),
        AddVerbs(
            after="restriction_lifted",
            verbs=[("restriction_followed", "Restriction holds for another entry as well")],
        ),
        AddVerbs(
            after="item_shared",
            verbs=[("share_followed", "Share went along to the other entry of a person")],
        ),
    ]
