"""Drafts of notes: their authors' alone."""

import django.db.models.deletion
from django.db import migrations, models

import ledger.clock
import ledger.ids
from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_authority"),
        ("coordination", "0006_revisions"),
        ("providers", "0003_proposals"),
    ]
    operations = [
        migrations.CreateModel(
            "NoteDraft",
            [
                ("id", ledger.ids.IdField(serialize=False)),
                ("form", models.CharField(max_length=80)),
                ("content", models.JSONField()),
                ("saved_at", models.DateTimeField(db_default=ledger.clock.ClockTimestamp())),
                (
                    "author",
                    models.ForeignKey(
                        "providers.provider",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        "clients.client",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["saved_at"], name="draft_by_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("author", "client", "form"), name="draft_once")
                ],
            },
        ),
        RunSqlFile(__file__, "0007_drafts.sql"),
    ]
