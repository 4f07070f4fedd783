"""Words that a client and those who treat them agreed on."""

from django.db import migrations, models

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_authority"),
        ("coordination", "0018_rhythms"),
        ("providers", "0003_proposals"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="item",
            name="item_words_a_goal_once",
        ),
        migrations.RemoveConstraint(
            model_name="item",
            name="item_goal_belongs_to_a_goal",
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
                    ("term", "Agreed word"),
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
                    ("check_in", "Check-in"),
                    ("term", "Agreed word"),
                ],
                editable=False,
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("goal__isnull", False), ("kind__in", ["goal", "check_in", "term"])),
                    models.Q(
                        models.Q(("kind__in", ["goal", "check_in", "term"]), _negated=True),
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
                    models.Q(("kind", "term"), _negated=True),
                    ("body__regex", "^[^\\n]+\\n\\n."),
                    _connector="OR",
                ),
                name="item_term_has_a_meaning",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ["goal", "term"])),
                fields=("goal",),
                name="item_words_a_goal_once",
            ),
        ),
        RunSqlFile(__file__, "0019_terms.sql"),
    ]
