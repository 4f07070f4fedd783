"""Couples and families are formed on a page: what was agreed about secrets, and who changes it."""

from django.db import migrations, models

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("clients", "0002_guard"), ("ledger", "0006_seen_together")]
    operations = [
        migrations.AddField(
            "unit",
            "secrets",
            models.CharField(
                blank=True,
                choices=[
                    ("none", "No secrets: what one says alone may be spoken of with everybody"),
                    ("limited", "Limited secrets: some of what one says alone stays there"),
                ],
                default="",
                max_length=10,
                verbose_name="secrets",
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "unit",
            models.CheckConstraint(
                condition=models.Q(secrets__in=["", "none", "limited"]),
                name="unit_secrets_are_known",
            ),
        ),
        RunSqlFile(__file__, "0003_units.sql"),
    ]
