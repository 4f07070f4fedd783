"""What was warned of already, and what the clerk reads to warn of it."""

from django.db import migrations, models

import ledger.clock
import ledger.ids
from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("providers", "0013_api_tokens"),
        ("accounts", "0006_links_that_lead_on"),
    ]

    operations = [
        migrations.CreateModel(
            name="Warned",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                ("subject_id", models.UUIDField()),
                ("day", models.DateField()),
                ("ahead", models.PositiveSmallIntegerField()),
                (
                    "at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_id", "day", "ahead"), name="nothing_is_warned_of_twice"
                    )
                ],
            },
        ),
        RunSqlFile(__file__, "0014_warned.sql"),
    ]
