"""Goals, and what clients answer to them, with row security for both."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ledger.clock
import ledger.ids
from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_authority"),
        ("coordination", "0015_unusual"),
        ("providers", "0003_proposals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ItemAnswer",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                (
                    "said",
                    models.CharField(
                        choices=[
                            ("agrees", "I agree to these words"),
                            ("other_words", "I would say it in other words"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("text_of", models.DateTimeField()),
                ("said_at", models.DateTimeField(db_default=ledger.clock.ClockTimestamp())),
            ],
        ),
        migrations.AlterField(
            model_name="item",
            name="kind",
            field=models.CharField(
                choices=[
                    ("note", "Note"),
                    ("progress_summary", "Progress summary"),
                    ("medication_change", "Medication change"),
                    ("treatment_plan", "Treatment plan"),
                    ("risk_safety", "Risk and safety"),
                    ("appointment", "Appointment"),
                    ("psychotherapy_note", "Psychotherapy note"),
                    ("message", "Message"),
                    ("goal", "Goal"),
                ],
                default="note",
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="share",
            name="kind",
            field=models.CharField(
                choices=[
                    ("note", "Note"),
                    ("progress_summary", "Progress summary"),
                    ("medication_change", "Medication change"),
                    ("treatment_plan", "Treatment plan"),
                    ("risk_safety", "Risk and safety"),
                    ("appointment", "Appointment"),
                    ("psychotherapy_note", "Psychotherapy note"),
                    ("message", "Message"),
                    ("goal", "Goal"),
                ],
                editable=False,
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="clients.client",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="item",
            name="goal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="coordination.goal",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("goal__isnull", False), ("kind", "goal")),
                    models.Q(models.Q(("kind", "goal"), _negated=True), ("goal__isnull", True)),
                    _connector="OR",
                ),
                name="item_goal_belongs_to_a_goal",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("goal__isnull", True), ("categories__contains", ["goals"]), _connector="OR"
                ),
                name="item_of_a_goal_holds_goals",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "goal")),
                fields=("goal",),
                name="item_words_a_goal_once",
            ),
        ),
        migrations.AddField(
            model_name="itemanswer",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="clients.client",
            ),
        ),
        migrations.AddField(
            model_name="itemanswer",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="coordination.item",
            ),
        ),
        migrations.AddField(
            model_name="itemanswer",
            name="writer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="itemanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("said", "agrees"), ("words", "")),
                    models.Q(("said", "other_words"), models.Q(("words", ""), _negated=True)),
                    _connector="OR",
                ),
                name="answer_has_words_or_agrees",
            ),
        ),
        RunSqlFile(__file__, "0016_goals.sql"),
    ]
