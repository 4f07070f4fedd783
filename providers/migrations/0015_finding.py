"""Entries are found by words, also by words that were typed wrongly."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.contrib.postgres.operations import (
    CreateExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations, models

import ledger.ids
from ledger.sql import RunSqlFile

OpClass = django.contrib.postgres.indexes.OpClass
GinIndex = django.contrib.postgres.indexes.GinIndex


class Migration(migrations.Migration):
    dependencies = [("providers", "0014_warned")]
    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        CreateExtension("fuzzystrmatch"),
        migrations.CreateModel(
            name="Sought",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                ("entry_id", models.UUIDField(unique=True)),
                ("name", models.TextField()),
                ("lexemes", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    GinIndex(fields=["lexemes"], name="sought_by_lexeme", fastupdate=False),
                    models.Index(
                        OpClass(models.F("name"), name="text_pattern_ops"),
                        name="sought_by_beginning",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                ("word", models.CharField(max_length=60)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["word"], name="word_by_word"),
                    GinIndex(
                        OpClass(models.F("word"), name="gin_trgm_ops"), name="word_by_trigram"
                    ),
                ],
            },
        ),
        RunSqlFile(__file__, "0015_finding.sql"),
    ]
