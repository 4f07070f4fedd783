"""A link that was replaced leads to the newest, and an invitation can be taken back."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_daily_mail")]
    operations = [
        migrations.AddField(
            "invitation",
            "former_hashes",
            ArrayField(
                models.CharField(max_length=64),
                db_default=[],
                default=list,
                editable=False,
                size=None,
            ),
        ),
        migrations.AddField(
            "invitation",
            "taken_back_at",
            models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            "invitation",
            GinIndex(fields=["former_hashes"], name="accounts_invitation_former"),
        ),
        RunSqlFile(__file__, "0006_links_that_lead_on.sql"),
    ]
