"""What was shared with one entry goes along to the other entry of the same person."""

import django.db.models.deletion
from django.db import migrations, models

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("coordination", "0022_no_token"), ("releases", "0024_followed")]
    operations = [
        migrations.AddField(
            model_name="share",
            name="along_with",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="gone_along",
                to="coordination.share",
            ),
        ),
        RunSqlFile(__file__, "0023_followed.sql"),
    ]
