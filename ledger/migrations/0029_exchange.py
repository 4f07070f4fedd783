"""Tokens that read the directory are made and revoked; the directory is taken along as a file."""

from django.db import migrations

from ledger.verbs import AddVerbs


class Migration(migrations.Migration):
    dependencies = [("ledger", "0028_verification")]
    operations = [
        AddVerbs(
            after="entry_confirmed",
            verbs=[
                ("api_token_made", "API token made"),
                ("api_token_revoked", "API token revoked"),
                ("directory_exported", "Directory exported"),
            ],
        )
    ]
