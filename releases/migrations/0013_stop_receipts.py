"""Receipts of what was stopped: the table, its guard, and the public question."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ledger.clock
import ledger.ids
from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_no_mail"),
        ("clients", "0002_guard"),
        ("ledger", "0009_verb_of_receipts"),
        ("releases", "0012_drawing"),
    ]
    operations = [
        migrations.CreateModel(
            name="StopReceipt",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                (
                    "releases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                ("file", models.BinaryField()),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("key", models.CharField(max_length=64)),
                (
                    "at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stop_receipts",
                        to="clients.client",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stop_receipts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "client", "releases", "language"),
                        name="stop_receipt_once",
                    )
                ],
            },
        ),
        RunSqlFile(__file__, "0013_stop_receipts.sql"),
    ]
