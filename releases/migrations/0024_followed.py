"""What a client permitted one entry goes on for the other entry of the same person."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0032_followed"),
        ("providers", "0020_same_person"),
        ("releases", "0023_scope_shown"),
    ]
    operations = [
        migrations.AddField(
            model_name="party",
            name="named",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="followed_by",
                to="releases.party",
            ),
        ),
        migrations.AddField(
            model_name="party", name="since", field=models.DateTimeField(editable=False, null=True)
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=Q(named=None, since=None)
                | Q(named__isnull=False, since__isnull=False, provider__isnull=False),
                name="party_follows_since_a_moment",
            ),
        ),
        RunSqlFile(__file__, "0024_followed.sql"),
    ]
