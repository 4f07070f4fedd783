"""Check-ins on goals, by providers as items and by clients as answers."""

from django.conf import settings
from django.db import migrations, models

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_authority"),
        ("coordination", "0016_goals"),
        ("providers", "0003_proposals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="item",
            name="item_goal_belongs_to_a_goal",
        ),
        migrations.RemoveConstraint(
            model_name="itemanswer",
            name="answer_has_words_or_agrees",
        ),
        migrations.AddField(
            model_name="itemanswer",
            name="progress",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
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
                    ("check_in", "Check-in"),
                ],
                default="note",
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="itemanswer",
            name="said",
            field=models.CharField(
                choices=[
                    ("agrees", "I agree to these words"),
                    ("other_words", "I would say it in other words"),
                    ("check_in", "How it is going"),
                    ("reply", "Reply"),
                ],
                max_length=20,
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
                    ("check_in", "Check-in"),
                ],
                editable=False,
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("goal__isnull", False), ("kind__in", ["goal", "check_in"])),
                    models.Q(
                        models.Q(("kind__in", ["goal", "check_in"]), _negated=True),
                        ("goal__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="item_goal_belongs_to_a_goal",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "check_in"), _negated=True),
                    ("body__regex", "^(10|[0-9])/10(\\n\\n.|$)"),
                    _connector="OR",
                ),
                name="item_check_in_says_how_far",
            ),
        ),
        migrations.AddConstraint(
            model_name="itemanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("said", "agrees"), ("words", "")),
                    ("said", "check_in"),
                    models.Q(
                        ("said__in", ["other_words", "reply"]),
                        models.Q(("words", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="answer_has_words_or_agrees",
            ),
        ),
        migrations.AddConstraint(
            model_name="itemanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("progress__isnull", False), ("progress__lte", 10), ("said", "check_in")
                    ),
                    models.Q(
                        models.Q(("said", "check_in"), _negated=True), ("progress__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="answer_check_in_says_how_far",
            ),
        ),
        RunSqlFile(__file__, "0017_check_ins.sql"),
    ]
