"""Reporting that a line looks wrong, and the answer."""

from django.db import migrations

from ledger.verbs import AddVerbs

VERBS = [
    ("complaint_made", "Line reported as wrong"),
    ("complaint_answered", "Report answered"),
]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0014_attachments")]
    operations = [AddVerbs(after="access_blocked", verbs=VERBS)]
