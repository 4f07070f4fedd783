"""Files that fill the directory: what was uploaded, what is wrong with it, what it did."""

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ledger.clock
import ledger.ids
from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0031_imports"),
        ("providers", "0017_look_alikes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                ("name", models.CharField(max_length=200, verbose_name="file")),
                ("size", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("layout", models.CharField(max_length=30)),
                ("header", models.JSONField(default=list)),
                ("mapping", models.JSONField(default=dict)),
                ("adds_organizations", models.BooleanField(db_default=False, default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploading", "Uploading"),
                            ("uploaded", "Waits for you to say what its columns are"),
                            ("checking", "Being checked"),
                            ("ready", "Waits for you to confirm it"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("cancelled", "Cancelled"),
                            ("failed", "Stopped by an error"),
                            ("undoing", "Being undone"),
                            ("undone", "Undone"),
                        ],
                        default="uploading",
                        max_length=10,
                    ),
                ),
                ("remark", models.TextField(blank=True, db_default="", default="")),
                ("line", models.IntegerField(db_default=0, default=0)),
                ("position", models.BigIntegerField(db_default=0, default=0)),
                ("total", models.IntegerField(db_default=0, default=0)),
                ("new", models.IntegerField(db_default=0, default=0)),
                ("changed", models.IntegerField(db_default=0, default=0)),
                ("same", models.IntegerField(db_default=0, default=0)),
                ("wrong", models.IntegerField(db_default=0, default=0)),
                ("joins", models.IntegerField(db_default=0, default=0)),
                ("kept", models.IntegerField(db_default=0, default=0)),
                (
                    "preview",
                    models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
                ),
                (
                    "confirmed_sha256",
                    models.CharField(blank=True, db_default="", default="", max_length=64),
                ),
                ("held_by", models.UUIDField(null=True)),
                ("held_until", models.DateTimeField(null=True)),
                (
                    "created_at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("undo_until", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ImportChunk",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                ("number", models.IntegerField()),
                ("data", models.BinaryField()),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chunks",
                        to="providers.import",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportDeed",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                ("line", models.IntegerField()),
                ("entry_type", models.CharField(max_length=20)),
                ("entry", models.UUIDField()),
                ("made", models.BooleanField()),
                (
                    "was",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                (
                    "now",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                (
                    "parts",
                    models.JSONField(
                        default=list, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                ("membership", models.UUIDField(null=True)),
                ("at", models.DateTimeField(db_default=ledger.clock.ClockTimestamp())),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("undone", "Taken back"),
                            ("changed", "Stays: somebody has changed it since"),
                            ("account", "Stays: they have an account"),
                            ("invited", "Stays: somebody has invited them"),
                            ("used", "Stays: something relies on it"),
                            ("gone", "Is not there any more"),
                        ],
                        db_default="",
                        default="",
                        max_length=20,
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deeds",
                        to="providers.import",
                    ),
                ),
            ],
            options={
                "ordering": ["line", "id"],
            },
        ),
        migrations.CreateModel(
            name="ImportFault",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                ("line", models.IntegerField()),
                ("column", models.CharField(blank=True, max_length=200)),
                ("value", models.CharField(blank=True, max_length=200)),
                ("rule", models.TextField()),
                ("fix", models.TextField()),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="faults",
                        to="providers.import",
                    ),
                ),
            ],
            options={
                "ordering": ["line", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(fields=["-created_at", "-id"], name="import_newest"),
        ),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(fields=["sha256"], name="import_by_file"),
        ),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(
                condition=models.Q(("state__in", ["checking", "running", "undoing"])),
                fields=["held_until"],
                name="import_busy",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "uploading",
                            "uploaded",
                            "checking",
                            "ready",
                            "running",
                            "done",
                            "cancelled",
                            "failed",
                            "undoing",
                            "undone",
                        ],
                    )
                ),
                name="import_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_by", None),
                    models.Q(
                        ("confirmed_sha256", models.F("sha256")), ("undo_until__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="import_is_confirmed_as_it_is",
            ),
        ),
        migrations.AddConstraint(
            model_name="importchunk",
            constraint=models.UniqueConstraint(fields=("of", "number"), name="import_chunk_is_one"),
        ),
        migrations.AddIndex(
            model_name="importdeed",
            index=models.Index(fields=["of", "line", "id"], name="import_deed_by_line"),
        ),
        migrations.AddIndex(
            model_name="importdeed",
            index=models.Index(fields=["entry"], name="import_deed_of_entry"),
        ),
        migrations.AddIndex(
            model_name="importfault",
            index=models.Index(fields=["of", "line", "id"], name="import_fault_by_line"),
        ),
        RunSqlFile(__file__, "0018_imports.sql"),
    ]
