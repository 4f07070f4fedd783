"""What is kept of a signature: the table of sealed files, its guard, and the public question."""

import django.db.models.deletion
from django.db import migrations, models

import ledger.clock
import ledger.ids
from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_release_recorded"), ("releases", "0005_forms_of_law")]
    operations = [
        migrations.CreateModel(
            name="SignedRecord",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                ("file", models.BinaryField()),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("key", models.CharField(max_length=64)),
                (
                    "at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="record",
                        to="releases.release",
                    ),
                ),
            ],
            options={"ordering": ["at", "id"]},
        ),
        RunSqlFile(__file__, "0006_signed_records.sql"),
    ]
