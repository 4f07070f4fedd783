"""Emergency access: five tables that only grow, and the functions that decide about them."""

import datetime

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import ledger.clock
import ledger.ids
from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_authority"),
        ("coordination", "0019_terms"),
        ("providers", "0003_proposals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EmergencyAccess",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            (
                                "threat",
                                "A serious and imminent threat to somebody's health or safety",
                            ),
                            (
                                "incapacity",
                                "The client cannot say what they want, and it is best for them",
                            ),
                            (
                                "part2_medical",
                                "A medical emergency (the only one for Part 2 records)",
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("nature", models.CharField(max_length=2000)),
                (
                    "asked",
                    models.CharField(
                        choices=[
                            ("no_time", "No: there was no time"),
                            ("unable", "No: the client is in no state to answer"),
                            ("no_answer", "Yes: we tried, and there was no answer"),
                            ("refused", "Yes: the client said no"),
                        ],
                        max_length=20,
                    ),
                ),
                ("asked_how", models.CharField(blank=True, db_default="", max_length=500)),
                ("begun_at", models.DateTimeField(editable=False)),
                ("until", models.DateTimeField(editable=False)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="emergencies",
                        to="clients.client",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="emergencies",
                        to="providers.organization",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="emergencies",
                        to="providers.provider",
                    ),
                ),
            ],
            options={
                "verbose_name": "emergency access",
                "verbose_name_plural": "emergency accesses",
                "ordering": ["-begun_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="EmergencyDelay",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                ("reason", models.CharField(max_length=2000)),
                ("until", models.DateTimeField()),
                (
                    "at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
                (
                    "access",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delays",
                        to="coordination.emergencyaccess",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="EmergencyReview",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                (
                    "verdict",
                    models.CharField(
                        choices=[("justified", "Justified"), ("concern", "A concern")],
                        max_length=20,
                    ),
                ),
                ("words", models.CharField(max_length=2000)),
                (
                    "at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
                (
                    "access",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="coordination.emergencyaccess",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EmergencySwitch",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                ("is_on", models.BooleanField()),
                (
                    "at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="emergency_switches",
                        to="providers.organization",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="EmergencyWish",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                ("is_barred", models.BooleanField()),
                (
                    "at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="emergency_wishes",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.AddIndex(
            model_name="emergencyaccess",
            index=models.Index(fields=["provider", "-until"], name="emergency_of_provider"),
        ),
        migrations.AddIndex(
            model_name="emergencyaccess",
            index=models.Index(fields=["begun_at", "id"], name="emergency_by_age"),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground__in", ["threat", "incapacity", "part2_medical"])),
                name="emergency_ground_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked__in", ["no_time", "unable", "no_answer", "refused"])),
                name="emergency_asked_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.GreaterThanOrEqual(
                    django.db.models.functions.text.Length(
                        models.Func(
                            models.F("nature"),
                            models.Value(" \t\r\n"),
                            function="btrim",
                            output_field=models.TextField(),
                        )
                    ),
                    20,
                ),
                name="emergency_says_its_nature",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "until",
                        django.db.models.expressions.CombinedExpression(
                            models.F("begun_at"),
                            "+",
                            models.Value(datetime.timedelta(seconds=7200)),
                        ),
                    )
                ),
                name="emergency_lasts_two_hours",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked", "refused"), _negated=True),
                    ("ground", "threat"),
                    _connector="OR",
                ),
                name="emergency_against_a_no_needs_a_threat",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asked__in", ["no_time", "unable"]),
                    models.Q(("asked_how", ""), _negated=True),
                    _connector="OR",
                ),
                name="emergency_says_how_it_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencydelay",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.GreaterThanOrEqual(
                    django.db.models.functions.text.Length(
                        models.Func(
                            models.F("reason"),
                            models.Value(" \t\r\n"),
                            function="btrim",
                            output_field=models.TextField(),
                        )
                    ),
                    20,
                ),
                name="emergency_delay_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencydelay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__gt", models.F("at")),
                    (
                        "until__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("at"), "+", models.Value(datetime.timedelta(days=30))
                        ),
                    ),
                ),
                name="emergency_delay_ends_in_thirty_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["justified", "concern"])),
                name="emergency_verdict_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="emergency_verdict_has_words"
            ),
        ),
        migrations.AddIndex(
            model_name="emergencyswitch",
            index=models.Index(fields=["organization", "-at"], name="emergency_switch_newest"),
        ),
        migrations.AddIndex(
            model_name="emergencywish",
            index=models.Index(fields=["client", "-at"], name="emergency_wish_newest"),
        ),
        RunSqlFile(__file__, "0020_emergencies.sql"),
    ]
