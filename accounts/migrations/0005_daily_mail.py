"""Who wants one mail a day about what is shared; whoever sends letters as clerk asks for it."""

from django.db import migrations, models

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_no_mail")]
    operations = [
        migrations.AddField(
            "user",
            "daily_mail",
            models.BooleanField(
                db_default=False,
                default=False,
                verbose_name="wants one mail a day about what is shared",
            ),
        ),
        RunSqlFile(__file__, "0005_daily_mail.sql"),
    ]
