"""What two clients show each other of what they signed, once both agree."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Lower

import ledger.clock
import ledger.ids
from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("ledger", "0016_scope_shown"), ("releases", "0022_both_guardians")]
    operations = [
        migrations.CreateModel(
            name="ScopeShown",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shown_to",
                        to="releases.release",
                    ),
                ),
                ("address", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "said_at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
                ("taken_back_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["-said_at", "-id"],
                "indexes": [
                    models.Index(
                        fields=["address"],
                        condition=Q(taken_back_at__isnull=True),
                        name="scope_shown_to_address",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["release"],
                        condition=Q(taken_back_at__isnull=True),
                        name="scope_shown_once",
                    ),
                    models.CheckConstraint(
                        condition=~Q(address="") & Q(address=Lower("address")),
                        name="scope_shown_address_is_lower",
                    ),
                    models.CheckConstraint(
                        condition=Q(taken_back_at__isnull=True)
                        | Q(taken_back_at__gte=F("said_at")),
                        name="scope_shown_before_taken_back",
                    ),
                ],
            },
        ),
        RunSqlFile(__file__, "0023_scope_shown.sql"),
    ]
