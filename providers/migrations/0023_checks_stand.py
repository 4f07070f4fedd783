"""Whether a check stands is kept beside it, so that lists need not ask the entry."""

from django.db import migrations, models
from django.db.models import Q

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("providers", "0022_provider_used")]
    operations = [
        migrations.AddField(
            model_name="verification",
            name="stands",
            field=models.BooleanField(null=True, default=True, db_default=True, editable=False),
        ),
        RunSqlFile(__file__, "0023_checks_stand.sql"),
        migrations.AddIndex(
            model_name="verification",
            index=models.Index(fields=["at"], condition=Q(stands=True), name="check_by_age"),
        ),
        migrations.AddIndex(
            model_name="verification",
            index=models.Index(
                fields=["provider", "about", "subject_id"],
                condition=Q(stands=False),
                name="check_overtaken",
            ),
        ),
    ]
