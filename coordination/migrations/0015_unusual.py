"""Unusual openings, and what a privacy officer found about them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import ledger.clock
import ledger.ids
from ledger.sql import RunSqlFile

RULES = {
    "many": "Many in a short time",
    "night": "At night",
    "stop": "Just before sharing was stopped",
}
VERDICTS = {
    "explained": "There was a good reason",
    "watched": "Not clear, to be watched",
    "wrong": "Not right, and being followed up",
}


class Migration(migrations.Migration):
    dependencies = [
        ("coordination", "0014_own_matters"),
        ("ledger", "0021_openings_reviewed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            "Review",
            [
                ("id", ledger.ids.IdField(serialize=False)),
                ("rule", models.CharField(choices=list(RULES.items()), max_length=10)),
                ("line", models.UUIDField()),
                ("verdict", models.CharField(choices=list(VERDICTS.items()), max_length=10)),
                ("words", models.CharField(max_length=2000)),
                (
                    "reviewed_at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                    ),
                ),
            ],
            options={
                "verbose_name": "review",
                "verbose_name_plural": "reviews",
                "indexes": [
                    models.Index(
                        fields=["line", "rule", "-reviewed_at"], name="review_of_openings"
                    ),
                    models.Index(fields=["-reviewed_at", "-id"], name="review_newest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(rule__in=list(RULES)), name="review_rule_known"
                    ),
                    models.CheckConstraint(
                        condition=Q(verdict__in=list(VERDICTS)), name="review_verdict_known"
                    ),
                    models.CheckConstraint(condition=~Q(words=""), name="review_has_words"),
                ],
            },
        ),
        RunSqlFile(__file__, "0015_unusual.sql"),
    ]
