"""What an item said before it was changed, kept by a trigger."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import ledger.ids
from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("coordination", "0005_apart")]
    operations = [
        migrations.AddField("item", "revised_at", models.DateTimeField(blank=True, null=True)),
        migrations.CreateModel(
            "ItemRevision",
            [
                ("id", ledger.ids.IdField(serialize=False)),
                ("body", models.TextField("note")),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(models.CharField(max_length=40)),
                ),
                ("service_date", models.DateField()),
                ("written_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField()),
                (
                    "item",
                    models.ForeignKey(
                        "coordination.item",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                    ),
                ),
            ],
            options={"ordering": ["-replaced_at", "-id"]},
        ),
        RunSqlFile(__file__, "0006_revisions.sql"),
    ]
