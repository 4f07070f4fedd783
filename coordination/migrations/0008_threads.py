"""Messages: items in threads, and row security for these."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_authority"),
        ("coordination", "0007_drafts"),
        ("providers", "0003_proposals"),
    ]

    operations = [
        migrations.CreateModel(
            name="Thread",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ThreadSubject",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
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
                ],
                editable=False,
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="thread",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="messages",
                to="coordination.thread",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "message"), ("thread__isnull", False)),
                    models.Q(
                        models.Q(("kind", "message"), _negated=True), ("thread__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="item_message_is_in_a_thread",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("thread__isnull", True),
                    models.Q(
                        ("categories__overlap", ["psychotherapy_notes", "sud_counseling_notes"]),
                        _negated=True,
                    ),
                    _connector="OR",
                ),
                name="item_exclusive_category_is_no_message",
            ),
        ),
        migrations.AddField(
            model_name="threadsubject",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="thread_subjects",
                to="clients.client",
            ),
        ),
        migrations.AddField(
            model_name="threadsubject",
            name="thread",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="about",
                to="coordination.thread",
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="subjects",
            field=models.ManyToManyField(
                related_name="threads", through="coordination.ThreadSubject", to="clients.client"
            ),
        ),
        migrations.AddConstraint(
            model_name="threadsubject",
            constraint=models.UniqueConstraint(
                fields=("thread", "client"), name="thread_subject_once"
            ),
        ),
        RunSqlFile(__file__, "0008_threads.sql"),
    ]
