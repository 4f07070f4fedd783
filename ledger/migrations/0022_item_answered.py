"""A client answered what was written with them."""

from django.db import migrations

from ledger.verbs import AddVerbs


class Migration(migrations.Migration):
    dependencies = [("ledger", "0021_openings_reviewed")]
    operations = [AddVerbs(after="item_revised", verbs=[("item_answered", "Item answered")])]
