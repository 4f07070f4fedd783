"""The privacy officer looks at the ledger: that is a line, and what is looked for has an index."""

from django.db import migrations, models

from ledger.verbs import AddVerbs


class Migration(migrations.Migration):
    dependencies = [("ledger", "0019_ledger_verified")]
    operations = [
        AddVerbs(after="ledger_verified", verbs=[("ledger_read", "Ledger searched")]),
        migrations.RemoveIndex("entry", "entry_actor"),
        migrations.AddIndex("entry", models.Index(fields=["-at", "-id"], name="entry_newest")),
        migrations.AddIndex(
            "entry", models.Index(fields=["actor", "-at", "-id"], name="entry_of_actor")
        ),
        migrations.AddIndex(
            "entry", models.Index(fields=["verb", "-at", "-id"], name="entry_of_verb")
        ),
    ]
