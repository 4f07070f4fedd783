"""A file that is attached to a note, and one that is taken away."""

from django.db import migrations

from ledger.verbs import AddVerbs

VERBS = [("attachment_added", "File attached"), ("attachment_removed", "File taken away")]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0013_item_revised")]
    operations = [AddVerbs(after="item_disclosed", verbs=VERBS)]
