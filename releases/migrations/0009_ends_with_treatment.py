"""Releases that end with the treatment by one who tells."""

from django.db import migrations, models

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0008_reminder_days"),
        ("clients", "0002_guard"),
    ]
    operations = [
        migrations.AddField(
            "release",
            "ends_with_treatment",
            models.BooleanField(
                db_default=False, default=False, verbose_name="ends with the treatment"
            ),
        ),
        RunSqlFile(__file__, "0009_ends_with_treatment.sql"),
    ]
