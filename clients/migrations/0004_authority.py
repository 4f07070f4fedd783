"""What shows a representative's authority, and whether two of them sign for a minor."""

import django.db.models.deletion
from django.db import migrations, models

import ledger.clock
from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("clients", "0003_units"), ("ledger", "0012_verbs_of_authority")]
    operations = [
        migrations.AddField(
            "client",
            "both_guardians",
            models.BooleanField(
                db_default=False, default=False, verbose_name="both guardians sign"
            ),
        ),
        migrations.CreateModel(
            name="AuthorityDocument",
            fields=[
                (
                    "representative",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="document",
                        serialize=False,
                        to="clients.representative",
                    ),
                ),
                ("scan", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("media_type", models.CharField(max_length=30)),
                (
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="providers.provider",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
            ],
            options={
                "ordering": ["at", "representative"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            media_type__in=["application/pdf", "image/png", "image/jpeg"]
                        ),
                        name="authority_document_is_a_scan",
                    )
                ],
            },
        ),
        RunSqlFile(__file__, "0004_authority.sql"),
    ]
