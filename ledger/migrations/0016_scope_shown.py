"""A client agreed to show another person what a permission covers, or no longer does."""

from django.db import migrations

from ledger.verbs import AddVerbs

VERBS = [
    ("scope_shown", "Scope shown, if the other client does the same"),
    ("scope_hidden", "Scope no longer shown to another client"),
]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0015_complaints")]
    operations = [AddVerbs(after="restriction_lifted", verbs=VERBS)]
