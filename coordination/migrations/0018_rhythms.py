"""How often people are asked how it is going."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ledger.ids
from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_authority"),
        ("coordination", "0017_check_ins"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckInRhythm",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                (
                    "every",
                    models.CharField(
                        choices=[
                            ("never", "Do not ask me"),
                            ("week", "Every week"),
                            ("two_weeks", "Every two weeks"),
                            ("month", "Every month"),
                        ],
                        max_length=10,
                    ),
                ),
                ("next_at", models.DateTimeField(editable=False, null=True)),
                ("asked_at", models.DateTimeField(editable=False, null=True)),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rhythms",
                        to="clients.client",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rhythms",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_at__isnull", False)),
                        fields=["next_at"],
                        name="rhythm_by_next_day",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("client", "person"), name="rhythm_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("every", "never"), ("next_at__isnull", True)),
                            models.Q(
                                models.Q(("every", "never"), _negated=True),
                                ("next_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="rhythm_has_a_next_day",
                    ),
                ],
            },
        ),
        RunSqlFile(__file__, "0018_rhythms.sql"),
    ]
