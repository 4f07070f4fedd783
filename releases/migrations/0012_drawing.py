"""A drawing beside the typed name of a signature."""

from django.db import migrations, models

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("releases", "0011_requests_run_out")]
    operations = [
        migrations.AddField("signature", "drawing", models.BinaryField(blank=True, null=True)),
        RunSqlFile(__file__, "0012_drawing.sql"),
    ]
