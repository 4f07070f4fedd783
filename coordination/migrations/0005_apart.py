"""Psychotherapy notes have a kind of their own; a joint note has parts about one person."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import ledger.ids
from ledger.sql import RunSqlFile

KINDS = [
    ("note", "Note"),
    ("progress_summary", "Progress summary"),
    ("medication_change", "Medication change"),
    ("treatment_plan", "Treatment plan"),
    ("risk_safety", "Risk and safety"),
    ("appointment", "Appointment"),
    ("psychotherapy_note", "Psychotherapy note"),
]
APART = "psychotherapy_note"
NOTES = ["psychotherapy_notes"]


class Migration(migrations.Migration):
    dependencies = [("coordination", "0004_refresh_as_a_set")]
    operations = [
        migrations.AlterField(
            "item",
            "kind",
            models.CharField("kind", choices=KINDS, default="note", max_length=20),
        ),
        migrations.AlterField(
            "share", "kind", models.CharField(choices=KINDS, editable=False, max_length=20)
        ),
        migrations.RunSQL(
            "UPDATE coordination_item SET kind = 'psychotherapy_note'"
            " WHERE categories = '{psychotherapy_notes}'",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            "item",
            models.CheckConstraint(
                condition=Q(kind=APART, categories=NOTES)
                | ~(Q(kind=APART) | Q(categories__contains=NOTES)),
                name="item_psychotherapy_note_apart",
            ),
        ),
        migrations.CreateModel(
            "ItemPart",
            [
                ("id", ledger.ids.IdField(serialize=False)),
                (
                    "item",
                    models.OneToOneField(
                        "coordination.item",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="as_part",
                    ),
                ),
                (
                    "joint",
                    models.ForeignKey(
                        "coordination.item",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                    ),
                ),
            ],
        ),
        RunSqlFile(__file__, "0005_apart.sql"),
    ]
