"""What was signed on paper: the scan, sealed, and the one door by which it comes in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import ledger.clock
from ledger.sql import RunSqlFile

MEDIA = ["application/pdf", "image/png", "image/jpeg"]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0011_paper"), ("releases", "0017_own_drafts")]
    operations = [
        migrations.CreateModel(
            name="PaperOriginal",
            fields=[
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="original",
                        serialize=False,
                        to="releases.release",
                    ),
                ),
                ("scan", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("media_type", models.CharField(max_length=30)),
                ("signed_on", models.DateField()),
                (
                    "attested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="providers.provider",
                    ),
                ),
                ("attested", models.CharField(max_length=500)),
                (
                    "at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
            ],
            options={
                "ordering": ["at", "release"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(media_type__in=MEDIA), name="original_is_a_scan"
                    ),
                    models.CheckConstraint(condition=~Q(attested=""), name="original_is_attested"),
                ],
            },
        ),
        migrations.AlterField(
            "signature",
            "signer",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signatures",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "signature",
            "original",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signatures",
                to="releases.paperoriginal",
            ),
        ),
        migrations.AddConstraint(
            "signature",
            models.CheckConstraint(
                condition=Q(signer__isnull=True) ^ Q(original__isnull=True),
                name="signature_is_here_or_on_paper",
            ),
        ),
        RunSqlFile(__file__, "0018_paper.sql"),
    ]
