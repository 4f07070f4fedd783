"""Somebody chose how often they are asked, was asked, and keeps sharing."""

from django.db import migrations

from ledger.verbs import AddVerbs

VERBS = [
    ("rhythm_chosen", "Rhythm of questions chosen"),
    ("sharing_kept", "Sharing looked at and kept"),
]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0022_item_answered")]
    operations = [AddVerbs(after="item_answered", verbs=VERBS)]
