"""Providers may enter somebody who is not in the directory, to be verified."""

import django.db.models.deletion
from django.db import migrations, models

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("providers", "0002_guard")]
    operations = [
        migrations.AddField(
            "provider",
            "proposed_by",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="providers.provider",
            ),
        ),
        migrations.AddField(
            "provider",
            "said_workplace",
            models.CharField(
                blank=True, editable=False, max_length=200, verbose_name="where they work"
            ),
        ),
        RunSqlFile(__file__, "0003_proposals.sql"),
    ]
