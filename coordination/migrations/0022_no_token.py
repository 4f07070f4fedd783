"""Where emergency access is turned on is for those who have an account: a token has none."""

from django.db import migrations

from ledger.sql import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("coordination", "0021_statement_along"), ("providers", "0013_api_tokens")]
    operations = [RunSqlFile(__file__, "0022_no_token.sql")]
