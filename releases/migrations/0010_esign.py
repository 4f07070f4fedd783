"""What has to be said before anybody signs online, and who agreed to it.

The texts lie in `esign/`, one file each, and are frozen as the forms of the law are: a new wording
is a new file with the next version, loaded by a migration of its own, and asks everybody anew.
"""

import hashlib
import tomllib
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ledger.clock
import ledger.ids
from ledger.sql import RunSqlFile

FOLDER = Path(__file__).parent / "esign"
# name of the file, SHA-256 of its bytes
TERMS = {
    "en.1.toml": "b52f2c81d79fa5abafee5856bed3bebc1dd71c14e412427365ee47b04c1325ad",
    "es.1.toml": "3683a550d645a793ed735ddadb968cf692312511e5e39e28f2054a5ce9fe5720",
}


def terms_in(name, sha256):
    """The fields of the terms, as their file had them when this migration was written."""
    content = (FOLDER / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(f"{name} was changed. Put it back, and add a new version beside it.")
    terms = tomllib.loads(content.decode())
    terms.pop("translates", None)
    return terms


def fill(apps, schema_editor):
    EsignTerms = apps.get_model("releases", "EsignTerms")
    EsignTerms.objects.bulk_create(EsignTerms(**terms_in(*one)) for one in TERMS.items())


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_no_mail"),
        ("ledger", "0007_verbs_of_esign"),
        ("releases", "0009_ends_with_treatment"),
    ]
    operations = [
        migrations.CreateModel(
            name="EsignTerms",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                ("language", models.CharField(max_length=10)),
                ("version", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("statements", models.JSONField()),
                (
                    "created_at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
            ],
            options={
                "verbose_name_plural": "terms of signing online",
                "ordering": ["language", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("language", "version"), name="esign_terms_are_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EsignAgreement",
            fields=[
                ("id", ledger.ids.IdField(serialize=False)),
                ("version", models.PositiveIntegerField()),
                ("shown", models.TextField()),
                ("shown_sha256", models.CharField(max_length=64)),
                ("code", models.CharField(max_length=12)),
                (
                    "at",
                    models.DateTimeField(db_default=ledger.clock.ClockTimestamp(), editable=False),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="taken back"),
                ),
                (
                    "terms",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="releases.esignterms",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="esign_agreements",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(withdrawn_at=None),
                        fields=("user", "version"),
                        name="esign_agreement_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(code="", _negated=True),
                        name="esign_agreement_has_a_code",
                    ),
                ],
            },
        ),
        migrations.AddField(
            "signature",
            "agreement",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signatures",
                to="releases.esignagreement",
            ),
        ),
        RunSqlFile(__file__, "0010_esign.sql"),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
