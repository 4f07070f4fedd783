"""Requests for a correction, and their guard."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ledger.clock
import ledger.ids
from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_authority"),
        ("coordination", "0011_quotes"),
        ("ledger", "0017_amendments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                (
                    "asked_at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
                ("wrong", models.CharField(max_length=4000)),
                ("should_say", models.CharField(max_length=4000)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("corrected", "The note is changed"),
                            ("declined", "The note stays as it is"),
                        ],
                        db_default="",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, db_default="", max_length=4000)),
                ("answered_at", models.DateTimeField(null=True)),
                ("disagreement", models.CharField(blank=True, db_default="", max_length=4000)),
                ("disagreed_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="clients.client",
                    ),
                ),
                (
                    "disagreed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="coordination.item",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for a correction",
                "verbose_name_plural": "requests for a correction",
                "ordering": ["asked_at", "id"],
                "indexes": [
                    models.Index(
                        models.F("item"),
                        condition=models.Q(("answered_at", None)),
                        name="amendment_open",
                    ),
                    models.Index(
                        models.F("item"),
                        condition=models.Q(("disagreed_at__isnull", False)),
                        name="amendment_disagreed",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("wrong", ""), _negated=True),
                            models.Q(("should_say", ""), _negated=True),
                        ),
                        name="amendment_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("outcome", ""), ("reason", "")),
                            models.Q(("answered_at__isnull", False), ("outcome", "corrected")),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("outcome", "declined"),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="amendment_answered_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("disagreed_at", None), ("disagreed_by", None), ("disagreement", "")
                            ),
                            models.Q(
                                ("disagreed_at__isnull", False),
                                ("disagreed_by__isnull", False),
                                ("outcome", "declined"),
                                models.Q(("disagreement", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="amendment_disagreement_once_declined",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("item", "client", "asked_by"),
                        name="amendment_open_once",
                    ),
                ],
            },
        ),
        RunSqlFile(__file__, "0012_amendments.sql"),
    ]
