"""An item was changed."""

from django.db import migrations

from ledger.verbs import AddVerbs


class Migration(migrations.Migration):
    dependencies = [("ledger", "0012_verbs_of_authority")]
    operations = [AddVerbs(after="item_written", verbs=[("item_revised", "Item changed")])]
