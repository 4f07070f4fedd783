"""What clients write to those who treat them, and its guard."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ledger.clock
import ledger.ids
from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_authority"),
        ("coordination", "0012_amendments"),
        ("ledger", "0018_team_messages"),
        ("providers", "0003_proposals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TeamMessage",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                (
                    "written_at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
                ("words", models.CharField(max_length=4000)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="team_messages",
                        to="clients.client",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "message to the care team",
                "verbose_name_plural": "messages to the care team",
                "ordering": ["-written_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="TeamCopy",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                ("read_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, db_default="", max_length=4000)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer_read_at", models.DateTimeField(null=True)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="team_copies",
                        to="providers.provider",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="coordination.teammessage",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="teammessage",
            index=models.Index(
                models.F("written_by"),
                models.F("client"),
                models.F("written_at"),
                name="team_message_of_writer",
            ),
        ),
        migrations.AddConstraint(
            model_name="teammessage",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="team_message_has_words"
            ),
        ),
        migrations.AddIndex(
            model_name="teamcopy",
            index=models.Index(
                models.F("provider"),
                condition=models.Q(("answered_at", None)),
                name="team_copy_unanswered",
            ),
        ),
        migrations.AddConstraint(
            model_name="teamcopy",
            constraint=models.UniqueConstraint(
                fields=("message", "provider"), name="team_copy_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="teamcopy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None)),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("read_at__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="team_copy_answered_with_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="teamcopy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer_read_at", None), ("answered_at__isnull", False), _connector="OR"
                ),
                name="team_copy_answer_read_once_there",
            ),
        ),
        RunSqlFile(__file__, "0013_team_messages.sql"),
    ]
