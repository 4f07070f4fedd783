"""Who wants no mail; whoever sends letters as clerk asks for it."""

from django.db import migrations, models

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_grants")]
    operations = [
        migrations.AddField(
            "user",
            "no_mail",
            models.BooleanField(db_default=False, default=False, verbose_name="wants no mail"),
        ),
        RunSqlFile(__file__, "0004_no_mail.sql"),
    ]
