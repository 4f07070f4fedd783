"""The days before its end on which a release is reminded of, at first 30, 7 and 1."""

from django.db import migrations, models

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0007_told_stops"),
        ("ledger", "0005_dropped_for"),
    ]
    operations = [
        migrations.CreateModel(
            "ReminderDay",
            fields=[
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        primary_key=True, serialize=False, verbose_name="days before the end"
                    ),
                ),
            ],
            options={
                "ordering": ["-days"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(days__gte=1, days__lte=365),
                        name="reminder_day_is_within_a_year",
                    )
                ],
            },
        ),
        RunSqlFile(__file__, "0008_reminder_days.sql"),
    ]
