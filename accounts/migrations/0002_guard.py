"""Who is acting, the roles that only the owner gives, and the doors to accounts and invitations."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("ledger", "0002_guard")]

    operations = [RunSqlFile(__file__, "0002_guard.sql")]
