"""Files that belong to a note."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import ledger.clock
import ledger.ids
from ledger.sql import RunSqlFile

KINDS = ["application/pdf", "image/png", "image/jpeg", "text/plain"]


class Migration(migrations.Migration):
    dependencies = [
        ("coordination", "0008_threads"),
        ("ledger", "0014_attachments"),
    ]
    operations = [
        migrations.CreateModel(
            "Attachment",
            [
                ("id", ledger.ids.IdField(serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("media_type", models.CharField(max_length=30)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
                (
                    "added_at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
                (
                    "item",
                    models.ForeignKey(
                        "coordination.item",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                    ),
                ),
            ],
            options={
                "ordering": ["added_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(media_type__in=KINDS), name="attachment_kind_known"
                    ),
                    models.CheckConstraint(condition=Q(size__gt=0), name="attachment_not_empty"),
                    models.CheckConstraint(
                        condition=Q(name__regex=r"^[^/\\[:cntrl:]]+$"),
                        name="attachment_name_plain",
                    ),
                ],
            },
        ),
        RunSqlFile(__file__, "0009_attachments.sql"),
    ]
