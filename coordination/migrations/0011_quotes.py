"""Quotes: which earlier message of its thread a message quotes."""

import django.db.models.deletion
from django.db import migrations, models

import ledger.ids
from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("coordination", "0010_complaints")]
    operations = [
        migrations.CreateModel(
            "Quote",
            [
                ("id", ledger.ids.IdField(serialize=False)),
                (
                    "item",
                    models.OneToOneField(
                        "coordination.item",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                    ),
                ),
                (
                    "quoted",
                    models.ForeignKey(
                        "coordination.item",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                    ),
                ),
            ],
        ),
        RunSqlFile(__file__, "0011_quotes.sql"),
    ]
