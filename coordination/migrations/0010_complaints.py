"""Complaints about lines of the ledger, and their guard."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ledger.clock
import ledger.ids
from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_authority"),
        ("coordination", "0009_attachments"),
        ("ledger", "0015_complaints"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                ("line", models.UUIDField()),
                (
                    "made_at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
                ("words", models.CharField(blank=True, max_length=2000)),
                ("answer", models.CharField(blank=True, db_default="", max_length=2000)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="clients.client",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "complaint",
                "verbose_name_plural": "complaints",
                "indexes": [
                    models.Index(
                        models.F("made_at"),
                        models.F("id"),
                        condition=models.Q(("answered_at", None)),
                        name="complaint_open",
                    ),
                    models.Index(
                        models.F("answered_at"), models.F("id"), name="complaint_answered"
                    ),
                    models.Index(
                        models.F("made_by"),
                        models.F("client"),
                        models.F("made_at"),
                        name="complaint_of_author",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_answered_by_somebody_with_words",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("line", "made_by"),
                        name="complaint_open_once_per_line",
                    ),
                ],
            },
        ),
        RunSqlFile(__file__, "0010_complaints.sql"),
    ]
