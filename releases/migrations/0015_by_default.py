"""What a practice asks every new client, once, and who wants none of it."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import ledger.clock
import ledger.ids
from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0003_units"),
        ("providers", "0003_proposals"),
        ("releases", "0014_assent"),
    ]

    operations = [
        migrations.CreateModel(
            name="NotByDefault",
            fields=[
                (
                    "client",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="not_by_default",
                        serialize=False,
                        to="clients.client",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DefaultAsk",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                (
                    "at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
                ("was_left_out", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="providers.provider",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="default_asks",
                        to="clients.client",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="providers.organization",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="release",
            name="default_ask",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="releases",
                to="releases.defaultask",
            ),
        ),
        migrations.CreateModel(
            name="DefaultRequest",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("tell", "We may tell them"),
                            ("hear", "They may tell us"),
                            ("both", "Both ways"),
                        ],
                        default="both",
                        max_length=10,
                    ),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
                ("months", models.PositiveSmallIntegerField(default=12, verbose_name="months")),
                (
                    "set_at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
                (
                    "organization",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="default_request",
                        to="providers.organization",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="providers.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DefaultPartner",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="providers.provider",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partners",
                        to="releases.defaultrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["provider__name", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="defaultask",
            constraint=models.UniqueConstraint(
                fields=("client", "organization"), name="default_is_asked_once_ever"
            ),
        ),
        migrations.AddConstraint(
            model_name="defaultrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["tell", "hear", "both"])),
                name="default_way_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="defaultrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("categories__len__gt", 0),
                    models.Q(
                        ("categories__overlap", ["psychotherapy_notes", "sud_counseling_notes"]),
                        _negated=True,
                    ),
                ),
                name="default_asks_for_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="defaultrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("purposes__len__gt", 0),
                    (
                        "purposes__contained_by",
                        [
                            "care_coordination",
                            "treatment",
                            "family_involvement",
                            "school",
                            "payment",
                            "client_request",
                        ],
                    ),
                ),
                name="default_says_what_for",
            ),
        ),
        migrations.AddConstraint(
            model_name="defaultrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("months__gte", 1), ("months__lte", 12)),
                name="default_lasts_a_year_at_most",
            ),
        ),
        migrations.AddConstraint(
            model_name="defaultpartner",
            constraint=models.UniqueConstraint(
                fields=("request", "provider"), name="default_partner_is_named_once"
            ),
        ),
        RunSqlFile(__file__, "0015_by_default.sql"),
    ]
