"""Two entries of the directory were one, or are two."""

from django.db import migrations

from ledger.verbs import AddVerbs


class Migration(migrations.Migration):
    dependencies = [("ledger", "0029_exchange")]
    operations = [
        AddVerbs(
            after="directory_exported",
            verbs=[
                ("entries_merged", "Two entries of the directory merged"),
                ("merge_undone", "Merge of two entries undone"),
                ("entries_told_apart", "Two entries of the directory are two"),
            ],
        )
    ]
