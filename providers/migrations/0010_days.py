"""How the directory stood, night by night."""

from django.db import migrations, models

import ledger.ids
from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("providers", "0009_quality")]
    operations = [
        migrations.CreateModel(
            name="DayCount",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                ("day", models.DateField()),
                ("what", models.CharField(max_length=40)),
                ("entries", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["what", "day"], name="day_count_is_noted_once")
                ],
            },
        ),
        RunSqlFile(__file__, "0010_days.sql"),
    ]
