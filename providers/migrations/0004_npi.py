"""The rule of the NPI in the database too, and an NPI for organizations."""

from django.db import migrations, models
from django.db.models import Q

import providers.npi
from ledger.sql import RunSqlFile


def is_npi(model):
    return migrations.AddConstraint(
        model,
        models.CheckConstraint(
            condition=Q(npi="") | Q(providers.npi.IsNpi("npi")), name=f"{model}_npi_is_one"
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("providers", "0003_proposals")]
    operations = [
        migrations.AddField(
            "organization",
            "npi",
            models.CharField(
                blank=True, db_default="", default="", max_length=10, verbose_name="NPI"
            ),
        ),
        RunSqlFile(__file__, "0004_npi.sql"),
        migrations.RemoveConstraint("provider", "provider_npi_shape"),
        is_npi("provider"),
        is_npi("organization"),
        migrations.AddConstraint(
            "organization",
            models.UniqueConstraint(
                condition=~Q(npi=""), fields=["npi"], name="organization_npi_is_unique"
            ),
        ),
    ]
