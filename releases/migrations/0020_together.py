"""Several clients are asked for the same at once, one release each, and how many have signed."""

from django.db import migrations, models

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("releases", "0019_what_a_signature_changes"), ("clients", "0003_units")]
    operations = [
        migrations.AddField("release", "together", models.UUIDField(editable=False, null=True)),
        migrations.AddConstraint(
            "release",
            models.UniqueConstraint(fields=["together", "client"], name="release_together_once"),
        ),
        RunSqlFile(__file__, "0020_together.sql"),
    ]
