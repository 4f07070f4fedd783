"""What was checked of an entry and what was seen; nobody becomes active without it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ledger.clock
import ledger.ids
from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("providers", "0011_npi_of_one"),
        ("ledger", "0028_verification"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("identity", "Who they are"),
                            ("licence", "Licence"),
                            ("email", "E-mail address"),
                        ],
                        max_length=10,
                    ),
                ),
                ("subject_id", models.UUIDField()),
                ("said", models.JSONField()),
                ("saw", models.CharField(max_length=500, verbose_name="what was seen")),
                (
                    "at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verifications",
                        to="providers.provider",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(
                        fields=["provider", "about", "subject_id", "at"], name="check_by_subject"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("about__in", ["identity", "licence", "email"])),
                        name="check_is_of_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("saw", ""), _negated=True),
                        name="check_tells_what_was_seen",
                    ),
                ],
            },
        ),
        RunSqlFile(__file__, "0012_verification.sql"),
    ]
